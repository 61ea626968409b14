import { connectionConfig } from '@tandem/db'
import { type AccessChanges, findAccessChanges, type KnownAccess } from '@tandem/documents'
import pg from 'pg'
import { z } from 'zod'
import type { Logger } from '../observability/logger.ts'
import type { AccessHeard, AccessSource, OpenAccessSource } from './access-watch.ts'

/** A document's or a person's access changed, or a document's title or place. */
const notified = z.object({ document: z.string().nullable() })

/** An answer that takes longer will not come: the connection is given up. */
const answerMs = 2_000

/**
 * People's access in Postgres, which says that something changed when it commits (NOTIFY). It has a connection of its own,
 * made when it is asked and has none: the pool's may all be busy.
 */
export function postgresAccess(databaseUrl: string, logger: Logger): OpenAccessSource {
  return (heard) => new PostgresAccess(databaseUrl, logger, heard)
}

class PostgresAccess implements AccessSource {
  readonly #databaseUrl: string
  readonly #logger: Logger
  readonly #heard: AccessHeard
  #client: pg.Client | null = null

  constructor(databaseUrl: string, logger: Logger, heard: AccessHeard) {
    this.#databaseUrl = databaseUrl
    this.#logger = logger
    this.#heard = heard
  }

  async find(known: () => KnownAccess): Promise<AccessChanges> {
    const client = this.#client ?? (await this.#connect())
    return findAccessChanges(client, known())
  }

  drop(): void {
    const client = this.#client
    this.#client = null
    // It may be half open: nothing is to be waited for.
    client?.end().catch(() => {})
  }

  async close(): Promise<void> {
    await this.#client?.end()
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      ...connectionConfig(this.#databaseUrl),
      application_name: 'tandem-access',
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
      keepAlive: true,
    })
    this.#client = client
    client.on('error', (error) => {
      this.#logger.warn({ err: error }, 'the connection for notifications is lost')
      if (this.#client !== client) return
      this.drop()
      this.#heard.lost()
    })
    client.on('notification', ({ payload }) => this.#heard.changed(documentOf(payload)))
    await client.connect()
    // Before the first look: what changes from here on is heard, what changed before is found.
    await client.query('LISTEN tandem_access')
    await client.query('LISTEN tandem_document')
    return client
  }
}

/** The document that is spoken of; what can't be read may be about any. */
function documentOf(payload: string | undefined): string | null {
  const said = notified.safeParse(parseJson(payload ?? ''))
  return said.success ? said.data.document : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
