'use client'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { devicePreferences } from '#lib/device-preferences.ts'
import { maxVimMappingsLength, preferenceChoices, preferenceNumbers } from '#lib/preferences.ts'
import { usePreferences } from '#lib/use-preferences.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { Field, inputClass } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { messages } from './messages.ts'

/** Every preference of this device. Each choice holds at once; there is nothing to save. */
export function PreferencesForm() {
  const preferences = usePreferences()
  const { change } = devicePreferences
  return (
    <div className="flex flex-col gap-6">
      <Group title={messages.appearance}>
        <Choice
          label={messages.theme}
          names={messages.themes}
          options={preferenceChoices.theme}
          value={preferences.theme}
          onChoose={(theme) => change({ theme })}
        />
        <Choice
          label={messages.font}
          names={messages.fonts}
          options={preferenceChoices.font}
          value={preferences.font}
          onChoose={(font) => change({ font })}
        />
        <NumberChoice
          label={messages.fontSize}
          options={preferenceNumbers.fontSize}
          name={messages.pixels}
          value={preferences.fontSize}
          onChoose={(fontSize) => change({ fontSize })}
        />
        <NumberChoice
          label={messages.lineHeight}
          options={preferenceNumbers.lineHeight}
          name={messages.times}
          value={preferences.lineHeight}
          onChoose={(lineHeight) => change({ lineHeight })}
        />
        <Checkbox
          label={messages.ligatures}
          hint={messages.ligaturesHint}
          checked={preferences.ligatures}
          onCheck={(ligatures) => change({ ligatures })}
        />
        <Checkbox
          label={messages.indentGuides}
          checked={preferences.indentGuides}
          onCheck={(indentGuides) => change({ indentGuides })}
        />
        <Checkbox
          label={messages.rainbowBrackets}
          hint={messages.rainbowBracketsHint}
          checked={preferences.rainbowBrackets}
          onCheck={(rainbowBrackets) => change({ rainbowBrackets })}
        />
      </Group>
      <Group title={messages.text}>
        <Select
          label={messages.tabSize}
          value={String(preferences.tabSize)}
          options={[
            { value: 'null', label: messages.asDocument },
            ...preferenceNumbers.tabSize.map((size) => ({ value: String(size), label: messages.columns(size) })),
          ]}
          onChoose={(value) => change({ tabSize: value === 'null' ? null : Number(value) })}
        />
        <Choice
          label={messages.wrap}
          names={messages.wraps}
          options={preferenceChoices.wrap}
          value={preferences.wrap}
          onChoose={(wrap) => change({ wrap })}
        />
      </Group>
      <Group title={messages.keys}>
        <Choice
          label={messages.keyMap}
          names={messages.keyMaps}
          options={preferenceChoices.keyMap}
          value={preferences.keyMap}
          onChoose={(keyMap) => change({ keyMap })}
        />
        <p className="text-sm text-text-faint sm:col-span-2">{messages.keyMapHint}</p>
        {preferences.keyMap === 'vim' ? (
          <Field label={messages.vimMappings} hint={messages.vimMappingsHint} className="sm:col-span-2">
            {(control) => (
              <textarea
                {...control}
                rows={4}
                maxLength={maxVimMappingsLength}
                spellCheck={false}
                placeholder={messages.vimMappingsExample}
                value={preferences.vimMappings}
                onChange={(event) => change({ vimMappings: event.target.value })}
                className={clsx(inputClass, 'h-auto! py-1.5 font-mono text-sm')}
              />
            )}
          </Field>
        ) : null}
      </Group>
      <Group title={messages.others}>
        <Choice
          label={messages.labels}
          names={messages.labelModes}
          options={preferenceChoices.labels}
          value={preferences.labels}
          onChoose={(labels) => change({ labels })}
        />
        <Choice
          label={messages.announcements}
          names={messages.announcementLevels}
          options={preferenceChoices.announcements}
          value={preferences.announcements}
          onChoose={(announcements) => change({ announcements })}
        />
        <Checkbox
          label={messages.sounds}
          hint={messages.soundsHint}
          checked={preferences.sounds}
          onCheck={(sounds) => change({ sounds })}
        />
        <Checkbox
          label={messages.lineNumbersSpoken}
          hint={messages.lineNumbersSpokenHint}
          checked={preferences.lineNumbersSpoken}
          onCheck={(lineNumbersSpoken) => change({ lineNumbersSpoken })}
        />
        <Checkbox
          label={messages.hidePeers}
          hint={messages.hidePeersHint}
          checked={preferences.hidePeers}
          onCheck={(hidePeers) => change({ hidePeers })}
        />
        <Checkbox
          label={messages.showMe}
          hint={messages.showMeHint}
          checked={preferences.showMe}
          onCheck={(showMe) => change({ showMe })}
        />
        <Checkbox
          label={messages.hideMe}
          hint={messages.hideMeHint}
          checked={preferences.hideMe}
          onCheck={(hideMe) => change({ hideMe })}
        />
        <Checkbox
          label={messages.refuseFollowers}
          hint={messages.refuseFollowersHint}
          checked={preferences.refuseFollowers}
          onCheck={(refuseFollowers) => change({ refuseFollowers })}
        />
      </Group>
      <Group title={messages.whileTyping}>
        <Checkbox
          label={messages.completion}
          hint={messages.completionHint}
          checked={preferences.completion}
          onCheck={(completion) => change({ completion })}
        />
        <Checkbox
          label={messages.ghostText}
          hint={messages.ghostTextHint}
          checked={preferences.ghostText}
          onCheck={(ghostText) => change({ ghostText })}
        />
        <Checkbox
          label={messages.wholeCompositions}
          hint={messages.wholeCompositionsHint}
          checked={preferences.wholeCompositions}
          onCheck={(wholeCompositions) => change({ wholeCompositions })}
        />
      </Group>
    </div>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2.5 font-semibold text-sm text-text-muted">{title}</legend>
      <div className="grid gap-x-4 gap-y-3.5 sm:grid-cols-2">{children}</div>
    </fieldset>
  )
}

function Choice<Value extends string>({
  label,
  names,
  options,
  value,
  onChoose,
}: {
  readonly label: string
  readonly names: Readonly<Record<Value, string>>
  readonly options: readonly Value[]
  readonly value: Value
  readonly onChoose: (value: Value) => void
}) {
  return (
    <Select
      label={label}
      value={value}
      options={options.map((option) => ({ value: option, label: names[option] }))}
      onChoose={onChoose}
    />
  )
}

function NumberChoice({
  label,
  options,
  name,
  value,
  onChoose,
}: {
  readonly label: string
  readonly options: readonly number[]
  readonly name: (value: number) => string
  readonly value: number
  readonly onChoose: (value: number) => void
}) {
  return (
    <Select
      label={label}
      value={String(value)}
      options={options.map((option) => ({ value: String(option), label: name(option) }))}
      onChoose={(chosen) => onChoose(Number(chosen))}
    />
  )
}
