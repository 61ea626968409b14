import type { Metadata } from 'next'
import { messages } from '#features/account/messages.ts'
import { ResetPassword } from '#features/account/reset-password.tsx'

export const metadata: Metadata = { title: messages.resetTitle, referrer: 'no-referrer' }

export default function ResetPasswordPage() {
  return (
    <>
      <h1 className="mb-6 font-semibold text-2xl tracking-[-0.022em]">{messages.resetTitle}</h1>
      <ResetPassword />
    </>
  )
}
