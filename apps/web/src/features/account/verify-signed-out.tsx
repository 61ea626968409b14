'use client'
import Link from 'next/link'
import { useEffect } from 'react'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { keptLink } from './kept-link.ts'
import { messages } from './messages.ts'
import { useLinkToken } from './use-link-token.ts'

/** Says to who followed the link that proves an address, and is not signed in, what to do: also where the account is not theirs. */
export function VerifySignedOut() {
  const token = useLinkToken()
  useEffect(() => {
    if (token) keptLink.keep(token)
  }, [token])
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="text-pretty text-text-muted">{messages.verifySignedOut}</p>
      {/* Whoever goes before the link is kept comes back without it. */}
      <a
        href={paths.signIn(paths.verifyEmailPage)}
        className={buttonClass({ tone: 'primary', className: token === null ? 'invisible' : '' })}
      >
        {messages.signIn}
      </a>
      <p className="text-pretty text-sm text-text-muted">
        {messages.notMyAccount}{' '}
        <Link href={paths.forgotPassword} className="link">
          {messages.takeAccountOver}
        </Link>
      </p>
    </div>
  )
}
