'use client'
import { useRef, useState } from 'react'
import { lazyPart } from '#ui/lazy-part.tsx'
import { loadLanguages } from './languages.ts'
import { laterMessages } from './later-messages.ts'
import { messages } from './messages.ts'
import { StatusButton } from './status-button.tsx'
import type { SharedSettings } from './use-settings.ts'

const LanguageList = lazyPart(async () => {
  const [list] = await Promise.all([import('./language-list.tsx'), loadLanguages()])
  return list
})

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
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  if (!writable) return <span className="truncate px-2">{name}</span>
  return (
    <span className="relative inline-flex h-full min-w-0">
      <StatusButton
        ref={button}
        aria-label={laterMessages.languageIs(name)}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={LanguageList.preload}
        onFocus={LanguageList.preload}
        onClick={() => setOpen(!open)}
      >
        {name}
      </StatusButton>
      {open ? (
        <LanguageList
          settings={settings}
          onClose={close}
          onMissing={close}
          onPick={(value) => {
            close()
            settings.change('language', value)
          }}
        />
      ) : null}
    </span>
  )
}
