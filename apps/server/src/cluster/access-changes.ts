import { connectionConfig } from '@tandem/db'
import { findAccessChanges } from '@tandem/documents'
import pg from 'pg'
import { z } from 'zod'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { AccessLease } from '../rooms/access-lease.ts'
import type { RoomRegistry } from '../rooms/room-registry.ts'

/** What the watch needs. */
export type AccessWatchParts = {
  readonly databaseUrl: string
  readonly registry: RoomRegistry
  readonly lease: AccessLease
  readonly logger: Logger
  readonly metrics: Metrics
}

/** A document's or a person's access changed, or a document's title or place. */
const notified = z.object({ document: z.string().nullable() })

/**
 * How often a node looks although nothing was said to it. Twice within the lease, less what a look takes, so that one
 * that is late does not make everybody wait.
 */
const pollMs = 400
/** What is said while a look is under way is looked at together, a little later: a busy time is no reason to look without end. */
const gatherMs = 20
/** Until a connection that was lost is made again. */
const reconnectMs = 100
/** An answer that takes longer will not come: the connection is given up. */
const answerMs = 2_000

/**
 * Keeps what this node knows of people's access true, and its lease with it.
 *
 * Postgres says that something changed when it commits (NOTIFY); then, and every `pollMs` in any case, one statement
 * compares all that is open here with what is true. So a notification that got lost, or a process that was stopped,
 * costs no more than the time to the next look. It has a connection of its own: the pool's may all be busy.
 */
export class AccessWatch {
  readonly #parts: AccessWatchParts
  #client: pg.Client | null = null
  #looking: Promise<void> | null = null
  #lookAgain = false
  #timer: NodeJS.Timeout | null = null
  #closed = false

  constructor(parts: AccessWatchParts) {
    this.#parts = parts
    parts.lease.onDoubt = () => this.look()
    this.look()
  }

  /** Looks now, and once more if it is looking already. */
  look(): void {
    if (this.#looking) {
      this.#lookAgain = true
      return
    }
    if (this.#closed) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#looking = this.#lookNow().then((nextMs) => {
      this.#looking = null
      if (!this.#closed) this.#timer = setTimeout(() => this.look(), nextMs)
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#looking
    await this.#client?.end()
  }

  /** Looks, and answers how long to wait until the next time. */
  async #lookNow(): Promise<number> {
    try {
      this.#lookAgain = false
      await this.#lookOnce()
      return this.#lookAgain ? gatherMs : pollMs
    } catch (error) {
      this.#parts.metrics.accessLooksFailed.inc()
      this.#parts.logger.warn({ err: error }, 'looking who may be here failed')
      this.#drop()
      return reconnectMs
    }
  }

  async #lookOnce(): Promise<void> {
    const { registry, lease } = this.#parts
    const client = this.#client ?? (await this.#connect())
    const began = lease.moment()
    const changes = await findAccessChanges(client, registry.knownAccess())
    registry.accessChanged(changes)
    lease.renew(began)
    for (const code of changes.ended.values()) this.#parts.metrics.signInsEnded.inc({ code })
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      ...connectionConfig(this.#parts.databaseUrl),
      application_name: 'tandem-access',
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
      keepAlive: true,
    })
    this.#client = client
    client.on('error', (error) => {
      this.#parts.logger.warn({ err: error }, 'the connection for notifications is lost')
      if (this.#client !== client) return
      this.#drop()
      this.look()
    })
    client.on('notification', ({ payload }) => {
      if (this.#concerns(payload)) this.look()
    })
    await client.connect()
    // Before the first look: what changes from here on is heard, what changed before is found.
    await client.query('LISTEN tandem_access')
    await client.query('LISTEN tandem_document')
    return client
  }

  /** Whether something that is open here may have changed; what can't be read may be anything. */
  #concerns(payload: string | undefined): boolean {
    const said = notified.safeParse(parseJson(payload ?? ''))
    if (!said.success || said.data.document === null) return true
    return this.#parts.registry.open(said.data.document).length > 0
  }

  #drop(): void {
    const client = this.#client
    this.#client = null
    // It may be half open: nothing is to be waited for.
    client?.end().catch(() => {})
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
