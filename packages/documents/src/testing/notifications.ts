import type { Database } from '@tandem/db'

/** Notifications, one line each: the channel and what it says. */
export type Heard = readonly string[]

/**
 * What the database tells everybody who listens while `work` runs, in order. Postgres delivers what was committed
 * before a statement no later than with that statement's answer, so nothing is waited for.
 */
export async function hearing(db: Database, work: () => Promise<void>): Promise<Heard> {
  const client = await db.pool.connect()
  const heard: string[] = []
  const listener = ({ channel, payload = '' }: { channel: string; payload?: string | undefined }) => {
    const { document, user, ...rest } = JSON.parse(payload)
    if (Object.keys(rest).length) throw new Error(`unexpected fields in ${payload}`)
    heard.push([channel, document, user].filter((part) => part !== undefined).join(' '))
  }
  client.on('notification', listener)
  try {
    await client.query('LISTEN tandem_access; LISTEN tandem_document')
    await work()
    await client.query('SELECT 1')
  } finally {
    client.off('notification', listener)
    await client.query('UNLISTEN *')
    client.release()
  }
  return heard
}
