import 'server-only'
import { database, hasPassword, secondFactorOf } from '@tandem/documents'
import type { ReactNode } from 'react'
import { connectedProviders } from '#server/connected-providers.ts'
import { ProofGate } from './proof-gate.tsx'

/** Around what may want a proof of who the signed-in person is: asks them in the ways that they have. */
export async function AskForProof({
  userId,
  returnTo,
  children,
}: {
  readonly userId: string
  readonly returnTo: string
  readonly children: ReactNode
}) {
  const { isOn } = await secondFactorOf(database(), userId)
  return (
    <ProofGate
      hasPassword={await hasPassword(database(), userId)}
      // Beside a second factor coming back from a provider proves nothing.
      connected={isOn ? [] : await connectedProviders(userId)}
      returnTo={returnTo}
    >
      {children}
    </ProofGate>
  )
}
