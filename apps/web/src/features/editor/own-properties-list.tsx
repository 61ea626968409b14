'use client'
import type { Session } from '@tandem/client'
import { X } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { inputClass, TextField } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { toast } from '#ui/toast.tsx'
import { laterMessages } from './later-messages.ts'
import {
  maxOwnProperties,
  maxPropertyName,
  maxPropertyValue,
  type OwnProperty,
  ownProperties,
  type PropertyProblem,
  propertyProblem,
  removeProperty,
} from './own-properties.ts'
import type { SessionFacts } from './session-facts.ts'
import { useFact } from './use-session.ts'

/** The properties that people added: read by all, added, changed and removed by whoever may write, live for everybody. */
export function OwnProperties({
  session,
  facts,
  writable,
  changedBy,
}: {
  readonly session: Session
  readonly facts: SessionFacts
  readonly writable: boolean
  /** Who changed a property last, in words; null when that is not known. */
  readonly changedBy: (property: string) => string | null
}) {
  const properties = useFact(facts, (view) => view.properties)
  const own = ownProperties(properties)
  const set = (name: string, value: string) => {
    // The right to write may have gone since this was drawn.
    if (session.writable) session.setProperty(name, value)
  }
  const remove = (name: string) => {
    const undo = removeProperty(session, name)
    toast({ message: laterMessages.propertyRemoved(name), action: { label: laterMessages.undo, onAction: undo } })
  }
  return (
    <section aria-labelledby="own-properties" className="mt-6">
      <h3 id="own-properties" className="mb-2 text-base">
        {laterMessages.otherProperties}
      </h3>
      {own.length === 0 ? <p className="text-pretty text-sm text-text-muted">{laterMessages.noProperties}</p> : null}
      <ul className="flex flex-col gap-3">
        {own.map((property) => (
          <li key={property.name}>
            <div className="flex items-center justify-between gap-2">
              <span className="min-w-0 truncate font-medium text-sm">{property.name}</span>
              {writable ? (
                <IconButton
                  icon={X}
                  size="small"
                  label={laterMessages.removeProperty(property.name)}
                  onClick={() => remove(property.name)}
                />
              ) : null}
            </div>
            {writable ? (
              <ValueInput property={property} onChange={(value) => set(property.name, value)} />
            ) : (
              <p className="break-words text-sm">{property.value}</p>
            )}
            <p className="mt-1 text-text-faint text-xs empty:hidden">{changedBy(property.name)}</p>
          </li>
        ))}
      </ul>
      {writable ? <NewProperty problemOf={(name) => propertyProblem(properties, name)} onAdd={set} /> : null}
    </section>
  )
}

/** A value that follows everybody's changes, except while it is being changed here: Enter or leaving keeps it, Esc does not. */
function ValueInput({
  property: { name, value },
  onChange,
}: {
  readonly property: OwnProperty
  readonly onChange: (value: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const finish = () => {
    if (draft !== null && draft !== value) onChange(draft)
    setDraft(null)
  }
  return (
    <input
      aria-label={laterMessages.valueOf(name)}
      value={draft ?? value}
      maxLength={maxPropertyValue}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape' && draft !== null) {
          // Only the draft goes, not the panel.
          event.preventDefault()
          setDraft(null)
        }
      }}
      className={inputClass}
    />
  )
}

function NewProperty({
  problemOf,
  onAdd,
}: {
  readonly problemOf: (name: string) => PropertyProblem | null
  readonly onAdd: (name: string, value: string) => void
}) {
  const form = useRef<HTMLFormElement>(null)
  const [problem, setProblem] = useState<PropertyProblem | null>(null)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const name = String(data.get('name')).trim()
    const found = problemOf(name)
    setProblem(found)
    if (found === null) {
      onAdd(name, String(data.get('value')))
      form.current?.reset()
    }
    form.current?.querySelector('input')?.focus()
  }
  return (
    <form ref={form} onSubmit={onSubmit} className="mt-4 flex flex-col gap-3 border-line border-t pt-4">
      <TextField
        name="name"
        label={laterMessages.propertyName}
        maxLength={maxPropertyName}
        autoComplete="off"
        spellCheck={false}
        error={problem === null ? undefined : problemText(problem)}
      />
      <TextField
        name="value"
        label={laterMessages.propertyValue}
        maxLength={maxPropertyValue}
        autoComplete="off"
        spellCheck={false}
      />
      <Button type="submit">{laterMessages.addProperty}</Button>
    </form>
  )
}

function problemText(problem: PropertyProblem): string {
  const words = laterMessages.propertyProblems
  return problem === 'full' ? words.full(maxOwnProperties) : words[problem]
}
