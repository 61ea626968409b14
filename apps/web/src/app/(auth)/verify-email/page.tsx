import type { Metadata } from 'next'
import { messages } from '#features/account/messages.ts'
import { VerifyEmail } from '#features/account/verify-email.tsx'

export const metadata: Metadata = { title: messages.verifyTitle, referrer: 'no-referrer' }

export default function VerifyEmailPage() {
  return (
    <>
      <h1 className="mb-6 font-semibold text-2xl tracking-[-0.022em]">{messages.verifyTitle}</h1>
      <VerifyEmail />
    </>
  )
}
