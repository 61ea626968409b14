'use client'
import Link from 'next/link'
import { type ReactNode, useCallback, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { ProofContext, reached, type WithProof, wantsProof } from '#lib/use-proof.ts'
import { Dialog } from '#ui/dialog.tsx'
import { messages } from './messages.ts'
import { ProofForm } from './proof-form.tsx'
import { ProviderButtons } from './provider-buttons.tsx'

/**
 * Asks somebody to show who they are when what is done around here wants that: with the password, or by a provider that they
 * connected, from which they come back to begin again.
 */
export function ProofGate({
  hasPassword,
  connected,
  returnTo,
  children,
}: {
  readonly hasPassword: boolean
  readonly connected: readonly { readonly id: string; readonly name: string }[]
  /** Where they come back to from a provider: a path of ours. */
  readonly returnTo: string
  readonly children: ReactNode
}) {
  // Who waits for the answer, while there is the question.
  const [asked, setAsked] = useState<{ readonly answer: (proved: boolean) => void } | null>(null)
  const withProof: WithProof = useCallback(async (deed) => {
    const first = await reached(deed)
    if (!wantsProof(first)) return first
    const proved = await new Promise<boolean>((answer) => setAsked({ answer }))
    setAsked(null)
    return proved ? reached(deed) : first
  }, [])
  return (
    <ProofContext value={withProof}>
      {children}
      <Dialog
        open={asked !== null}
        onOpenChange={(open) => {
          if (!open) asked?.answer(false)
        }}
        title={messages.proofTitle}
        initialFocus="password"
        description={hasPassword ? messages.proofText : undefined}
      >
        {hasPassword ? <ProofForm onProved={() => asked?.answer(true)} /> : null}
        {!hasPassword && connected.length === 0 ? (
          <p className="text-pretty text-sm">
            {messages.proofByMail}{' '}
            <Link href={paths.forgotPassword} className="link">
              {messages.setByMail}
            </Link>
          </p>
        ) : null}
        {connected.length > 0 ? (
          <>
            {hasPassword ? null : <p className="text-pretty text-sm">{messages.proofElsewhere}</p>}
            <ProviderButtons providers={connected} returnTo={returnTo} again first={!hasPassword} />
          </>
        ) : null}
      </Dialog>
    </ProofContext>
  )
}
