import pg from 'pg'
import { z } from 'zod'
import type { Logger } from '../observability/logger.ts'
import type { RoomRegistry } from '../rooms/room-registry.ts'

/** Listens for what other processes change about documents. */
export type AccessChanges = { close(): Promise<void> }

/** Somebody's role in a document changed, or everybody's (`user` is null). */
const accessChanged = z.object({ document: z.string(), user: z.string().nullable() })
/** A document has another title, or went to or came from the trash. */
const documentChanged = z.object({ document: z.string() })

const accessChannel = 'tandem_access'
const documentChannel = 'tandem_document'
const reconnectMs = 500

/**
 * Hears of changed roles and titles as they are committed, by Postgres's NOTIFY, and has the rooms look again. After a
 * lost connection everything may have changed: all rooms look again.
 */
export function listenForAccessChanges(databaseUrl: string, registry: RoomRegistry, logger: Logger): AccessChanges {
  let closed = false
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null

  const recheck = (documentId: string | null, work: 'access' | 'document', userId: string | null) => {
    for (const room of registry.open(documentId)) {
      const done = work === 'access' ? room.recheckAccess(userId) : room.recheckDocument()
      done.catch((error: unknown) => logger.error({ err: error, document: room.documentId }, 'looking again failed'))
    }
  }

  const connect = async () => {
    const connection = new pg.Client({ connectionString: databaseUrl, application_name: 'tandem-listen' })
    client = connection
    connection.on('error', (error) => {
      logger.warn({ err: error }, 'the connection for notifications is lost')
      again()
    })
    connection.on('notification', ({ channel, payload }) => {
      const content: unknown = JSON.parse(payload ?? 'null')
      if (channel === accessChannel) {
        const { document, user } = accessChanged.parse(content)
        recheck(document, 'access', user)
      } else {
        recheck(documentChanged.parse(content).document, 'document', null)
      }
    })
    await connection.connect()
    await connection.query(`LISTEN ${accessChannel}`)
    await connection.query(`LISTEN ${documentChannel}`)
    recheck(null, 'access', null)
    recheck(null, 'document', null)
  }

  const again = () => {
    if (closed || timer) return
    timer = setTimeout(() => {
      timer = null
      client?.removeAllListeners()
      client?.on('error', () => {})
      start()
    }, reconnectMs)
  }

  const start = () => {
    connect().catch((error: unknown) => {
      logger.warn({ err: error }, 'listening for notifications failed')
      again()
    })
  }

  start()
  return {
    async close() {
      closed = true
      if (timer) clearTimeout(timer)
      await client?.end()
    },
  }
}
