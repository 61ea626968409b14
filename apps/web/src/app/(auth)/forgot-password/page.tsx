import type { Metadata } from 'next'
import { ForgotPasswordForm } from '#features/account/forgot-password-form.tsx'
import { messages } from '#features/account/messages.ts'

export const metadata: Metadata = { title: messages.forgotTitle, referrer: 'no-referrer' }

export default function ForgotPasswordPage() {
  return (
    <>
      <h1 className="mb-6 font-semibold text-2xl tracking-[-0.022em]">{messages.forgotTitle}</h1>
      <ForgotPasswordForm />
    </>
  )
}
