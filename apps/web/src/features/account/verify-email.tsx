'use client'
import Link from 'next/link'
import { useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { DeadLink } from './dead-link.tsx'
import { FormError } from './form-error.tsx'
import { keptLink } from './kept-link.ts'
import { messages } from './messages.ts'
import { useLinkToken } from './use-link-token.ts'
import { verifyEmailAction } from './verification-actions.ts'

type State =
  | { readonly kind: 'asking' | 'pending' | 'done' | 'dead' }
  | { readonly kind: 'failed'; readonly message: string }

/** Takes the link that proves the signed-in person's address; at a press, because programs that look through mail open links, too. */
export function VerifyEmail({ email }: { readonly email: string }) {
  const mailed = useLinkToken()
  const token = mailed === '' ? keptLink.get() : mailed
  const [state, setState] = useState<State>({ kind: 'asking' })
  const confirm = async () => {
    setState({ kind: 'pending' })
    const answer = await verifyEmailAction({ token: token ?? '' }).catch(() => null)
    if (answer?.ok) {
      keptLink.drop()
      setState({ kind: 'done' })
    } else if (answer?.code === 'not_found') setState({ kind: 'dead' })
    else setState({ kind: 'failed', message: answer?.message ?? messages.offline })
  }
  if (state.kind === 'done') {
    return (
      <div role="status">
        <p className="mb-6 text-text-muted">{messages.confirmed}</p>
        <Link href={paths.documents} className={buttonClass({ tone: 'primary' })}>
          {messages.toDocuments}
        </Link>
      </div>
    )
  }
  if (state.kind === 'dead' || token === '') return <DeadLink href={paths.account} label={messages.toAccount} />
  return (
    <div className="flex flex-col items-start gap-4">
      <FormError>{state.kind === 'failed' ? state.message : undefined}</FormError>
      <p className="text-pretty text-text-muted [overflow-wrap:anywhere]">{messages.verifyText(email)}</p>
      <Button tone="primary" pending={state.kind === 'pending'} onClick={() => void confirm()}>
        {state.kind === 'pending' ? messages.confirming : messages.confirm}
      </Button>
    </div>
  )
}
