import { connection } from 'next/server'
import { env } from '#server/env.ts'
import { OfflineScreen } from './offline-screen.tsx'

/** What the service worker shows in place of any page while no server answers: the same for everybody. */
export default async function OfflinePage() {
  // Made for each request: the policy's nonce is in it.
  await connection()
  return <OfflineScreen collabUrl={env().COLLAB_URL} />
}
