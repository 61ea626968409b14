import type { Metadata } from 'next'
import { VerifyEmail } from '#features/account/verify-email.tsx'
import { verifyMessages } from '#features/account/verify-messages.ts'

export const metadata: Metadata = { title: verifyMessages.title, referrer: 'no-referrer' }

export default function VerifyEmailPage() {
  return (
    <>
      <h1 className="mb-6 font-semibold text-2xl tracking-[-0.022em]">{verifyMessages.title}</h1>
      <VerifyEmail />
    </>
  )
}
