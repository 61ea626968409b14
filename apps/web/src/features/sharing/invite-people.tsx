'use client'
import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { AddressChip } from './address-chip.tsx'
import { inviteAction } from './invitation-actions.ts'
import { messages } from './messages.ts'
import { type GivenRole, givenRoles, type Sharing } from './sharing.ts'
import { splitAddresses } from './split-addresses.ts'

const options = givenRoles.map((value) => ({ value, label: messages.roles[value] }))

/** An address that is to be invited, and what was wrong with it the last time. */
type Chosen = { readonly email: string; readonly problem?: string | undefined }

/**
 * Gives several people access at once by their addresses, which may be pasted as a list. What could not be done stays in
 * the field with its reason; the rest is told below.
 */
export function InvitePeople({
  documentId,
  onInvited,
}: {
  readonly documentId: string
  readonly onInvited: (sharing: Sharing) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  const [typed, setTyped] = useState('')
  const [message, setMessage] = useState('')
  const [role, setRole] = useState<GivenRole>('viewer')
  const [problem, setProblem] = useState<string>()
  const [news, setNews] = useState('')
  const [pending, setPending] = useState(false)

  const choose = (text: string, whole: boolean): readonly Chosen[] => {
    const { addresses, rest } = splitAddresses(text, whole)
    const fresh = addresses.filter((email) => chosen.every((other) => other.email !== email))
    const next = [...chosen, ...fresh.map((email) => ({ email }))]
    setChosen(next)
    setTyped(rest)
    setProblem(undefined)
    return next
  }
  const remove = (email: string) => {
    setChosen(chosen.filter((other) => other.email !== email))
    input.current?.focus()
  }

  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text')
    // One address is pasted as text: somebody may want to correct it.
    if (!/[\s,;]/.test(text.trim())) return
    event.preventDefault()
    choose(`${typed}${text}`, true)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const last = chosen.at(-1)
    if (event.key === 'Backspace' && typed === '' && last) remove(last.email)
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (pending) return
    setNews('')
    const all = choose(typed, true)
    input.current?.focus()
    if (all.length === 0) return setProblem(messages.emailMissing)
    setPending(true)
    const emails = all.map(({ email }) => email)
    const result = await inviteAction({ documentId, emails, role, message }).catch(() => null)
    setPending(false)
    if (!result?.ok) return setProblem(result?.message ?? messages.unreachable)
    onInvited(result.sharing)
    const done = (outcome: 'added' | 'invited') => result.results.filter((one) => one.outcome === outcome)
    setChosen(
      result.results.flatMap((one) => (one.outcome === 'refused' ? [{ email: one.email, problem: one.message }] : [])),
    )
    setNews(
      messages.invitedNews(
        done('added').map(nameIn(result.sharing)),
        done('invited').map(({ email }) => email),
      ),
    )
    if (done('added').length + done('invited').length === all.length) setMessage('')
  }

  const refused = chosen.filter((one) => one.problem !== undefined)
  return (
    <form noValidate onSubmit={submit}>
      <div className="flex flex-wrap items-start gap-2">
        <div className="flex grow basis-48 flex-col gap-1.5">
          {chosen.length > 0 ? (
            <ul aria-label={messages.chosen} className="flex flex-wrap gap-1">
              {chosen.map((one) => (
                <AddressChip
                  key={one.email}
                  email={one.email}
                  isWrong={one.problem !== undefined}
                  onRemove={() => remove(one.email)}
                />
              ))}
            </ul>
          ) : null}
          <TextField
            ref={input}
            label={messages.emails}
            labelHidden
            error={problem}
            inputMode="email"
            placeholder={messages.emailPlaceholder}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            value={typed}
            onChange={(event) => choose(event.target.value, false)}
            onPaste={paste}
            onKeyDown={press}
          />
        </div>
        <Select
          className="w-36 grow sm:grow-0"
          label={messages.role}
          labelHidden
          options={options}
          value={role}
          onChoose={setRole}
        />
        <Button type="submit" tone="primary" pending={pending} className="grow sm:grow-0">
          {pending ? messages.inviting : messages.invite}
        </Button>
      </div>
      {chosen.length > 0 || typed !== '' || message !== '' ? (
        <TextField
          className="mt-2"
          label={messages.message}
          labelHidden
          placeholder={messages.message}
          maxLength={500}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
      ) : null}
      <div role="alert" className="mt-1.5 text-danger text-sm empty:hidden">
        {refused.map((one) => (
          <p key={one.email} className="break-words">
            {messages.refused(one.email, one.problem ?? '')}
          </p>
        ))}
      </div>
      <p role="status" className="mt-1.5 whitespace-pre-line text-sm text-success empty:hidden">
        {news}
      </p>
    </form>
  )
}

/** The name of whoever has this address, now that they have access. */
function nameIn({ people }: Sharing): (one: { readonly email: string }) => string {
  return ({ email }) => people.find((person) => person.email === email)?.name ?? email
}
