'use client'
import { use } from 'react'
import { lineEndings } from '#lib/line-endings.ts'
import { Select, type SelectOption } from '#ui/select.tsx'
import { indentationOf, indents, indentValue, plainText, settingKeys } from './document-settings.ts'
import { loadLanguages } from './languages.ts'
import { laterMessages } from './later-messages.ts'
import { messages } from './messages.ts'
import { indentationName } from './setting-names.ts'
import type { SharedSettings } from './use-settings.ts'

/** The settings that everybody in the document shares, each with who changed it last. */
export function SettingFields({
  settings,
  writable,
  changedBy,
}: {
  readonly settings: SharedSettings
  readonly writable: boolean
  /** Who changed a property last, in words; null when that is not known. */
  readonly changedBy: (property: string) => string | null
}) {
  const languages = use(loadLanguages())
  const { change, detected, indentation, language, lineEnding, wrap } = settings
  const found = language === null ? null : languages.named(language)
  const field = <Value extends string>(
    key: keyof typeof settingKeys,
    label: string,
    value: Value,
    options: readonly SelectOption<Value>[],
    onChoose: (value: Value) => void,
  ) => (
    <div>
      <Select label={label} value={value} options={options} onChoose={onChoose} disabled={!writable} />
      <p className="mt-1 text-text-faint text-xs empty:hidden">{changedBy(settingKeys[key])}</p>
    </div>
  )
  return (
    <div className="flex flex-col gap-3.5">
      {field(
        'language',
        laterMessages.language,
        language === plainText ? plainText : (found?.name ?? ''),
        [
          { value: '', label: laterMessages.detected(detected?.name ?? messages.plainText) },
          { value: plainText, label: messages.plainText },
          ...languages.all.map(({ name }) => ({ value: name, label: name })),
        ],
        (value) => change('language', value === '' ? null : value),
      )}
      {field(
        'indent',
        laterMessages.indentation,
        indentValue(indentation),
        indents.map((value) => ({ value, label: indentationName(indentationOf(value)) })),
        (value) => change('indent', value),
      )}
      {field(
        'wrap',
        laterMessages.wrap,
        wrap ? 'on' : 'off',
        [
          { value: 'off', label: laterMessages.wrapOff },
          { value: 'on', label: laterMessages.wrapOn },
        ],
        (value) => change('wrap', value === 'on'),
      )}
      {field(
        'lineEnding',
        laterMessages.lineEnding,
        lineEnding,
        lineEndings.map((value) => ({
          value,
          label: `${laterMessages.lineEndings[value]} (${laterMessages.lineEndingHints[value]})`,
        })),
        (value) => change('lineEnding', value),
      )}
    </div>
  )
}
