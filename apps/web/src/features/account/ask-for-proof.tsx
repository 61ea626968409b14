import 'server-only'
import { database, hasPassword, listProviders, secondFactorOf } from '@tandem/documents'
import type { ReactNode } from 'react'
import { providerNames, storedProvider } from '#server/providers.ts'
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
  // Beside a second factor coming back from a provider proves nothing.
  const known = isOn ? [] : await listProviders(database(), userId)
  return (
    <ProofGate
      hasPassword={await hasPassword(database(), userId)}
      connected={providerNames().filter(({ id }) => known.includes(storedProvider(id)))}
      returnTo={returnTo}
    >
      {children}
    </ProofGate>
  )
}
