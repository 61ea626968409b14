'use client'
import { type FormEvent, useEffect, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { openLinkAction } from './link-actions.ts'
import { messages } from './link-messages.ts'

type Problem = { readonly field: 'name' | 'password' | null; readonly message: string }

/**
 * The way in by a link. Somebody who is signed in and needs no password is sent on at once; everybody else is asked for
 * what is missing. It opens with a request of its own, never by being looked at: what fetches pages ahead takes nothing.
 */
export function OpenLink({
  address,
  needsPassword,
  isSignedIn,
  suggestedName,
}: {
  readonly address: string
  readonly needsPassword: boolean
  readonly isSignedIn: boolean
  readonly suggestedName: string
}) {
  const asks = needsPassword || !isSignedIn
  const [pending, setPending] = useState(!asks)
  const [problem, setProblem] = useState<Problem>()

  const open = async (password?: string) => {
    const result = await openLinkAction({ address, ...(password === undefined ? {} : { password }) }).catch(() => null)
    // A full load, and no way back to a page that only leads on.
    if (result?.ok) return window.location.replace(paths.document(result.documentId))
    setPending(false)
    setProblem({
      field: result?.field === 'password' ? 'password' : null,
      message: result?.message ?? messages.unreachable,
    })
  }

  useEffect(() => {
    if (!asks) void open()
  }, [])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    const name = String(data.get('name') ?? '').trim()
    const password = needsPassword ? String(data.get('password')) : undefined
    if (!isSignedIn && name === '') return setProblem({ field: 'name', message: messages.nameMissing })
    if (password === '') return setProblem({ field: 'password', message: messages.passwordMissing })
    setProblem(undefined)
    setPending(true)
    const refused = isSignedIn ? null : await becomeGuest(address, name, password)
    if (refused === null) return open(password)
    setPending(false)
    setProblem(refused)
  }

  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      {isSignedIn ? null : (
        <TextField
          label={messages.yourName}
          name="name"
          defaultValue={suggestedName}
          autoComplete="name"
          hint={messages.yourNameHint}
          error={problem?.field === 'name' ? problem.message : undefined}
        />
      )}
      {needsPassword ? (
        <PasswordField
          label={messages.linkPassword}
          name="password"
          autoComplete="off"
          autoFocus
          error={problem?.field === 'password' ? problem.message : undefined}
        />
      ) : null}
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem?.field === null ? problem.message : null}
      </p>
      <Button type="submit" tone="primary" pending={pending}>
        {pending ? messages.opening : messages.open}
      </Button>
    </form>
  )
}

/** Signs somebody in who has no account. Answers what went wrong, or null. */
async function becomeGuest(address: string, name: string, password: string | undefined): Promise<Problem | null> {
  const { signIn } = await import('next-auth/react')
  const given = { address, name, ...(password === undefined ? {} : { password }) }
  const answer = await signIn('guest', { ...given, redirect: false }).catch(() => null)
  if (answer?.ok && !answer.error) return null
  switch (answer?.error) {
    case 'forbidden':
      return { field: 'password', message: messages.wrongPassword }
    case 'bad_request':
      return { field: 'name', message: messages.nameMissing }
    case 'not_found':
      return { field: null, message: messages.nowhereText }
    case 'rate_limited':
    case 'busy':
      return { field: null, message: messages.tooMany }
    default:
      return { field: null, message: messages.unreachable }
  }
}
