'use client'
import { useCallback, useEffect, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { LoadFailed } from '#ui/load-failed.tsx'
import { DeadLink } from './dead-link.tsx'
import { messages } from './messages.ts'
import { isPasswordResetOpenAction } from './password-reset-actions.ts'
import { ResetPasswordForm } from './reset-password-form.tsx'
import { useLinkToken } from './use-link-token.ts'

type State = { readonly kind: 'checking' | 'open' | 'dead' } | { readonly kind: 'failed'; readonly message: string }

/** Looks at the link before somebody thinks of a password in vain. */
export function ResetPassword() {
  const token = useLinkToken()
  const [state, setState] = useState<State>({ kind: 'checking' })
  const check = useCallback(async () => {
    if (token === null) return
    setState({ kind: 'checking' })
    const answer = await isPasswordResetOpenAction({ token }).catch(() => null)
    if (answer?.ok) setState({ kind: answer.isOpen ? 'open' : 'dead' })
    else setState({ kind: 'failed', message: answer?.message ?? messages.offline })
  }, [token])
  useEffect(() => void check(), [check])

  switch (state.kind) {
    case 'checking':
      return <p className="text-text-muted">{messages.checkingLink}</p>
    case 'failed':
      return <LoadFailed message={state.message} again={messages.tryAgain} onAgain={() => void check()} />
    case 'dead':
      return <DeadLink href={paths.forgotPassword} label={messages.askAgain} />
    case 'open':
      return <ResetPasswordForm token={token ?? ''} onDead={() => setState({ kind: 'dead' })} />
  }
}
