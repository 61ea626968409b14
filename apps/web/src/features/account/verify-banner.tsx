'use client'
import { useSyncExternalStore } from 'react'
import { Button } from '#ui/button.tsx'
import { ResendVerification } from './resend-verification.tsx'
import { verificationTold } from './verification-told.ts'
import { verifyMessages as messages } from './verify-messages.ts'

/** Says once to somebody that their address is not confirmed: until they wave it away on this device, or confirm. */
export function VerifyBanner({ userId, email }: { readonly userId: string; readonly email: string }) {
  const { subscribe, get, getOnServer, set } = verificationTold
  const toldTo = useSyncExternalStore(subscribe, get, getOnServer)
  if (toldTo === undefined || toldTo === userId) return null
  return (
    <aside
      aria-label={messages.title}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-surface px-4 py-2 text-sm md:mt-4 md:rounded-control md:border"
    >
      <p className="min-w-0 grow basis-56 text-pretty text-text-muted [overflow-wrap:anywhere]">
        {messages.unconfirmed(email)}
      </p>
      <div className="flex items-center gap-2">
        <ResendVerification email={email} />
        <Button size="small" tone="quiet" onClick={() => set(userId)}>
          {messages.notNow}
        </Button>
      </div>
    </aside>
  )
}
