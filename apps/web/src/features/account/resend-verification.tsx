'use client'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { askForVerificationAction } from './verification-actions.ts'
import { verifyMessages as messages } from './verify-messages.ts'

/** Sends the link once more that proves an address. */
export function ResendVerification({ email }: { readonly email: string }) {
  const [pending, setPending] = useState(false)
  const send = async () => {
    setPending(true)
    const answer = await askForVerificationAction().catch(() => null)
    setPending(false)
    if (answer?.ok) toast({ tone: 'success', message: messages.resent(email) })
    else toast({ tone: 'danger', message: answer?.message ?? messages.unreachable })
  }
  return (
    <Button size="small" pending={pending} onClick={() => void send()}>
      {messages.resend}
    </Button>
  )
}
