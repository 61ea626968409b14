import type { Metadata } from 'next'
import { VerifyEmail } from '#features/account/verify-email.tsx'
import { verifyMessages } from '#features/account/verify-messages.ts'
import { VerifySignedOut } from '#features/account/verify-signed-out.tsx'
import { currentUser } from '#server/current-user.ts'

export const metadata: Metadata = { title: verifyMessages.title, referrer: 'no-referrer' }

export default async function VerifyEmailPage() {
  const email = (await currentUser())?.email ?? null
  return (
    <>
      <h1 className="mb-6 font-semibold text-2xl tracking-[-0.022em]">{verifyMessages.title}</h1>
      {email === null ? <VerifySignedOut /> : <VerifyEmail email={email} />}
    </>
  )
}
