'use client'
import { type FormEvent, useEffect, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import type { DocumentSummary } from './document-summary.ts'
import { messages } from './messages.ts'
import { listTagsAction } from './tag-actions.ts'

/** Your tags, and which of them some documents have. Each change counts at once. */
export default function TagsDialog({
  documents,
  onTag,
  onClose,
}: {
  readonly documents: readonly DocumentSummary[]
  readonly onTag: (tag: string, tagged: boolean) => void
  readonly onClose: () => void
}) {
  const [known, setKnown] = useState<readonly string[]>([])
  const [typed, setTyped] = useState('')
  useEffect(() => {
    void listTagsAction().then(
      (result) => {
        if (result.ok) setKnown((current) => [...new Set([...current, ...result.tags.map(({ name }) => name)])])
      },
      () => {},
    )
  }, [])
  const names = [...new Set([...known, ...documents.flatMap(({ tags }) => tags)])].sort((a, b) => a.localeCompare(b))
  const add = (event: FormEvent) => {
    event.preventDefault()
    const name = typed.trim()
    if (name === '') return
    setKnown((current) => [...current, name])
    onTag(name, true)
    setTyped('')
  }
  const [only] = documents
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={only && documents.length === 1 ? messages.tagsOf(only.title) : messages.tagsOfMany(documents.length)}
      description={messages.tagsHint}
    >
      <form onSubmit={add} className="flex items-end gap-2">
        <TextField
          label={messages.newTag}
          value={typed}
          maxLength={80}
          onChange={(event) => setTyped(event.target.value)}
          className="grow"
        />
        <Button type="submit">{messages.addTag}</Button>
      </form>
      {names.length > 0 ? (
        <fieldset className="mt-4">
          <legend className="sr-only">{messages.tags}</legend>
          <div className="flex flex-col gap-2">
            {names.map((name) => (
              <Checkbox
                key={name}
                label={name}
                checked={documents.every(({ tags }) => tags.includes(name))}
                onCheck={(tagged) => onTag(name, tagged)}
              />
            ))}
          </div>
        </fieldset>
      ) : null}
    </Dialog>
  )
}
