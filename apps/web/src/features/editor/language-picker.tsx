'use client'
import { lazy, Suspense, useRef, useState } from 'react'
import { messages } from './messages.ts'
import { StatusButton } from './status-button.tsx'
import type { SharedSettings } from './use-settings.ts'

const load = () => import('./language-list.tsx')
const LanguageList = lazy(load)

/** Says in which language the document is, and changes it for everybody. */
export function LanguagePicker({
  settings,
  writable,
}: {
  readonly settings: SharedSettings
  readonly writable: boolean
}) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const name = settings.shown?.name ?? messages.plainText
  const preload = () => void load()
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  if (!writable) return <span className="truncate px-2">{name}</span>
  return (
    <span className="relative inline-flex min-w-0">
      <StatusButton
        ref={button}
        aria-label={messages.languageIs(name)}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(!open)}
      >
        {name}
      </StatusButton>
      {open ? (
        <Suspense>
          <LanguageList
            settings={settings}
            onClose={close}
            onPick={(value) => {
              close()
              settings.change('language', value)
            }}
          />
        </Suspense>
      ) : null}
    </span>
  )
}
