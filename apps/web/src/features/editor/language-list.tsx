'use client'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { type KeyboardEvent, use, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Icon } from '#ui/icon.tsx'
import { Popover } from '#ui/popover.tsx'
import { plainText } from './document-settings.ts'
import { loadLanguages, searchLanguages } from './languages.ts'
import { laterMessages } from './later-messages.ts'
import { messages } from './messages.ts'
import type { SharedSettings } from './use-settings.ts'

type Option = { readonly label: string; readonly value: string | null }

/** The open list of languages, searched by typing. Only `LanguagePicker` uses it. */
export default function LanguageList({
  settings,
  onPick,
  onClose,
}: {
  readonly settings: SharedSettings
  /** The name of a language, `text`, or null to detect it from the title. */
  readonly onPick: (value: string | null) => void
  readonly onClose: () => void
}) {
  return (
    <Popover
      open
      onOpenChange={(open) => open || onClose()}
      side="top"
      align="start"
      label={laterMessages.language}
      className="w-64 max-w-[calc(100vw-1rem)] p-0!"
      trigger={
        // Only a place to stand on: the real button is outside, and this one must not be in the way.
        <span aria-hidden className="pointer-events-none absolute inset-0" />
      }
    >
      <Chooser settings={settings} onPick={onPick} />
    </Popover>
  )
}

function Chooser({
  settings,
  onPick,
}: {
  readonly settings: SharedSettings
  readonly onPick: (value: string | null) => void
}) {
  const languages = use(loadLanguages())
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const options = useMemo(() => {
    const found: Option[] = searchLanguages(languages.all, search).map(({ name }) => ({ label: name, value: name }))
    if (search.trim() !== '') return found
    const detected = laterMessages.detected(settings.detected?.name ?? messages.plainText)
    return [{ label: detected, value: null }, { label: messages.plainText, value: plainText }, ...found]
  }, [languages, search, settings.detected])

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const move = (to: number) => setActive(Math.max(0, Math.min(options.length - 1, to)))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step) {
      event.preventDefault()
      move(step(active, options.length))
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      const option = options[active]
      if (option) onPick(option.value)
    }
  }
  return (
    <>
      <input
        role="combobox"
        aria-label={laterMessages.findLanguage}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder={laterMessages.findLanguage}
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        className="block h-control w-full rounded-t-panel border-line border-b bg-transparent px-3 text-sm focus-visible:outline-none pointer-coarse:text-lg"
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={laterMessages.language}
        className="max-h-72 overflow-y-auto overscroll-contain p-1 text-sm"
      >
        {options.map((option, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works through the field above, which keeps the focus
          <div
            key={option.value ?? ''}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.value === settings.language}
            data-active={at === active}
            onPointerMove={() => setActive(at)}
            onClick={() => onPick(option.value)}
            className={clsx(
              'flex min-h-control-sm items-center justify-between gap-2 rounded-control px-2',
              'data-[active=true]:bg-hover forced-colors:data-[active=true]:outline-2 forced-colors:data-[active=true]:outline-solid forced-colors:data-[active=true]:-outline-offset-2',
            )}
          >
            <span className="truncate">{option.label}</span>
            {option.value === settings.language ? <Icon shape={Check} className="shrink-0 text-accent" /> : null}
          </div>
        ))}
      </div>
      {options.length === 0 ? <p className="px-3 pb-3 text-sm text-text-muted">{laterMessages.noLanguage}</p> : null}
    </>
  )
}

const steps: Record<string, ((at: number, count: number) => number) | undefined> = {
  ArrowDown: (at, count) => (at + 1 < count ? at + 1 : 0),
  ArrowUp: (at, count) => (at > 0 ? at - 1 : count - 1),
  PageDown: (at) => at + 8,
  PageUp: (at) => at - 8,
}
