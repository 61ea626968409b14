'use client'
import { lineEndings } from '#lib/line-endings.ts'
import { Menu } from '#ui/menu.tsx'
import type { MenuItem } from '#ui/menu-item.ts'
import { indentationOf, indents, indentValue } from './document-settings.ts'
import { laterMessages } from './later-messages.ts'
import { indentationName } from './setting-names.ts'
import { StatusButton } from './status-button.tsx'
import type { SharedSettings } from './use-settings.ts'

/** How the document is indented and whether long lines wrap; those who may write change it for everybody. */
export function FormatMenu({ settings, writable }: { readonly settings: SharedSettings; readonly writable: boolean }) {
  const { indentation, wrap, change } = settings
  const name = indentationName(indentation)
  if (!writable) return <span className="px-2 max-sm:hidden">{name}</span>
  const items: readonly MenuItem[] = [
    { kind: 'heading', label: laterMessages.indentation },
    ...indents.map(
      (value): MenuItem => ({
        kind: 'choice',
        label: indentationName(indentationOf(value)),
        checked: value === indentValue(indentation),
        onSelect: () => change('indent', value),
      }),
    ),
    { kind: 'separator' },
    { kind: 'heading', label: laterMessages.wrap },
    { kind: 'choice', label: laterMessages.wrapOff, checked: !wrap, onSelect: () => change('wrap', false) },
    { kind: 'choice', label: laterMessages.wrapOn, checked: wrap, onSelect: () => change('wrap', true) },
  ]
  return <SettingMenu label={laterMessages.indentation} name={name} items={items} />
}

/** How lines end in the document's file; those who may write change it for everybody. */
export function LineEndingMenu({
  settings,
  writable,
}: {
  readonly settings: SharedSettings
  readonly writable: boolean
}) {
  const { lineEnding, change } = settings
  const name = laterMessages.lineEndings[lineEnding]
  if (!writable) return <span className="px-2 max-sm:hidden">{name}</span>
  const items = lineEndings.map(
    (value): MenuItem => ({
      kind: 'choice',
      label: laterMessages.lineEndings[value],
      hint: laterMessages.lineEndingHints[value],
      checked: value === lineEnding,
      onSelect: () => change('lineEnding', value),
    }),
  )
  return <SettingMenu label={laterMessages.lineEnding} name={name} items={items} />
}

/** A setting's name in the status bar, and what it can be. On phones the panel of the properties has it. */
function SettingMenu({
  label,
  name,
  items,
}: {
  readonly label: string
  readonly name: string
  readonly items: readonly MenuItem[]
}) {
  return (
    <span className="flex h-full max-sm:hidden">
      <Menu
        side="top"
        items={items}
        trigger={(props) => (
          <StatusButton {...props} aria-label={`${label}: ${name}`}>
            {name}
          </StatusButton>
        )}
      />
    </span>
  )
}
