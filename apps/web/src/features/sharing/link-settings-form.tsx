'use client'
import { type FormEvent, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { Select } from '#ui/select.tsx'
import { changeLinkAction } from './link-actions.ts'
import { messages } from './link-messages.ts'
import type { LinkSummary } from './share-link.ts'
import { givenRoles } from './sharing.ts'

const options = givenRoles.map((value) => ({ value, label: messages.roles[value] }))

type Problem = { readonly field: string | null; readonly message: string }

/** Name, role, end and password of a link. Saved together. */
export function LinkSettingsForm({
  documentId,
  link,
  name,
  onDone,
}: {
  readonly documentId: string
  readonly link: LinkSummary
  readonly name: string
  /** With the new list, or null when nothing is to change. */
  readonly onDone: (links: readonly LinkSummary[] | null) => void
}) {
  const [role, setRole] = useState(link.role)
  const [dropsPassword, setDropsPassword] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [pending, setPending] = useState(false)
  const about = (field: string) => (problem?.field === field ? problem.message : undefined)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    const until = String(data.get('expiresAt'))
    const expiresAt = until === '' ? null : new Date(until)
    if (expiresAt && expiresAt.getTime() <= Date.now())
      return setProblem({ field: 'expiresAt', message: messages.expiresInvalid })
    const typed = String(data.get('password') ?? '')
    setProblem(undefined)
    setPending(true)
    const result = await changeLinkAction({
      documentId,
      linkId: link.id,
      name: String(data.get('name')),
      role,
      expiresAt: expiresAt?.toISOString() ?? null,
      password: dropsPassword ? null : typed === '' ? undefined : typed,
    }).catch(() => null)
    if (result?.ok) return onDone(result.links)
    setPending(false)
    setProblem({ field: result?.field ?? null, message: result?.message ?? messages.unreachable })
  }

  return (
    <form
      noValidate
      aria-label={messages.settingsOf(name)}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // The dialog around it stays.
        event.stopPropagation()
        onDone(null)
      }}
      className="mb-2 flex flex-col gap-3 rounded-control border border-line bg-surface p-3"
    >
      <TextField
        label={messages.name}
        name="name"
        defaultValue={link.name}
        autoComplete="off"
        autoFocus
        hint={messages.nameHint}
        error={about('name')}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Select label={messages.role} options={options} value={role} onChoose={setRole} />
        <TextField
          label={messages.expires}
          name="expiresAt"
          type="datetime-local"
          defaultValue={link.expiresAt === null ? '' : localTime(new Date(link.expiresAt))}
          hint={messages.expiresHint}
          error={about('expiresAt')}
        />
      </div>
      <PasswordField
        label={link.hasPassword ? messages.newPassword : messages.password}
        name="password"
        autoComplete="off"
        disabled={dropsPassword}
        hint={link.hasPassword ? messages.keepPassword : messages.passwordHint}
        error={about('password')}
      />
      {link.hasPassword ? (
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={dropsPassword}
            onChange={(event) => setDropsPassword(event.target.checked)}
            className="size-4 accent-accent"
          />
          {messages.dropPassword}
        </label>
      ) : null}
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem?.field === null ? problem.message : null}
      </p>
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={() => onDone(null)}>
          {messages.cancel}
        </Button>
        <Button size="small" type="submit" tone="primary" pending={pending}>
          {pending ? messages.saving : messages.save}
        </Button>
      </div>
    </form>
  )
}

/** As a field of local date and time wants it. */
function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
