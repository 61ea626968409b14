'use client'
import { useState } from 'react'
import { Select } from '#ui/select.tsx'
import { setGeneralAccessAction } from './link-actions.ts'
import { messages } from './link-messages.ts'
import { LinkRow } from './link-row.tsx'
import type { LinkSummary } from './share-link.ts'
import { type GivenRole, givenRoles } from './sharing.ts'

const roleOptions = givenRoles.map((value) => ({ value, label: messages.roles[value] }))
const options = [
  { value: 'restricted', label: messages.restricted },
  { value: 'anyone', label: messages.anyone },
] as const

/** Whether anyone may come who has the document's general link, and what they may do. Takes effect at once. */
export function GeneralAccess({
  documentId,
  link,
  onChanged,
}: {
  readonly documentId: string
  /** Undefined while access is restricted. */
  readonly link: LinkSummary | undefined
  readonly onChanged: (links: readonly LinkSummary[], what: string) => void
}) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const set = async (role: GivenRole | null) => {
    if (pending) return
    setPending(true)
    setProblem(undefined)
    const result = await setGeneralAccessAction({ documentId, role }).catch(() => null)
    setPending(false)
    if (result?.ok) onChanged(result.links, role === null ? messages.nowRestricted : messages.nowAnyone)
    else setProblem(result?.message ?? messages.unreachable)
  }
  return (
    <section aria-labelledby="share-general" aria-busy={pending || undefined} className="mt-5">
      <h3 id="share-general" className="mb-1 font-medium text-sm">
        {messages.general}
      </h3>
      <div className="flex flex-wrap gap-2">
        <Select
          className="grow basis-40"
          label={messages.general}
          labelHidden
          options={options}
          value={link ? 'anyone' : 'restricted'}
          onChoose={(value) => void set(value === 'anyone' ? (link?.role ?? 'viewer') : null)}
        />
        {link ? (
          <Select
            className="w-36 grow sm:grow-0"
            label={messages.generalRole}
            labelHidden
            options={roleOptions}
            value={link.role}
            onChoose={(role) => void set(role)}
          />
        ) : null}
      </div>
      <p className="mt-1.5 text-pretty text-sm text-text-muted">
        {link ? messages.anyoneText : messages.restrictedText}
      </p>
      {link ? (
        <ul>
          <LinkRow documentId={documentId} link={link} onChanged={onChanged} />
        </ul>
      ) : null}
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
    </section>
  )
}
