'use client'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'
import { askForVerificationAction } from './verification-actions.ts'

/** Sends the link once more that proves an address. */
export function ResendVerification({ email }: { readonly email: string }) {
  const [pending, setPending] = useState(false)
  const send = async () => {
    setPending(true)
    const answer = await askForVerificationAction().catch(() => null)
    setPending(false)
    if (answer?.ok) toast({ tone: 'success', message: messages.resent(email) })
    else toast({ tone: 'danger', message: answer?.message ?? messages.offline })
  }
  return (
    <Button size="small" pending={pending} onClick={() => void send()}>
      {messages.resend}
    </Button>
  )
}
