import { connect } from '@tandem/db'
import { head } from '@tandem/documents'
import { Assault } from './assault.ts'
import type { HonestDocument, HonestResult } from './honest/messages.ts'
import { logFindings, SentChanges } from './log-findings.ts'
import { setWireStage } from './stage.ts'
import type { Tally } from './tally.ts'
import { startWireServer } from './wire-server.ts'

/** Where it runs, and how it is attacked. */
export type SiteOptions = {
  /** Told from other sites of the run. */
  readonly name: string
  readonly seed: number
  readonly framesPerSecond: number
  /** A database of its own, migrated. */
  readonly databaseUrl: string
  readonly ticketSecret: string
  /** Where the server's log goes. */
  readonly folder: string
  readonly tally: Tally
  readonly signal: AbortSignal
}

/** A real server with documents in which people type, and the attack on it. */
export type Site = {
  readonly url: string
  /** Those of its documents that honest people type in. */
  readonly documents: readonly HonestDocument[]
  readonly assault: Assault
  /** How the server ended; null while it runs. */
  readonly ended: () => string | null
  /** How many rows the log of each document has. */
  heads(): Promise<Readonly<Record<string, number>>>
  /** What must not have happened here, in words. */
  findings(result: HonestResult): Promise<readonly string[]>
  close(): Promise<void>
}

const documentCount = 4

/** Makes people and documents, and starts the server. */
export async function openSite(options: SiteOptions): Promise<Site> {
  const { databaseUrl } = options
  const db = connect(databaseUrl)
  try {
    const documents = await setWireStage(db, documentCount)
    const server = await startWireServer(options)
    const sent = new SentChanges()
    const url = `http://127.0.0.1:${server.port}`
    return {
      url,
      documents: documents.map(({ id, owner, friend }) => ({ id, url, people: [owner, friend] })),
      assault: new Assault({ ...options, port: server.port, documents, sent }),
      ended: server.ended,
      heads: async () =>
        Object.fromEntries(
          await Promise.all(documents.map(async ({ id }) => [id, (await head(db, id)) ?? 0] as const)),
        ),
      findings: async (result) => [
        ...server.errors().map((line) => `the log of ${options.name}: ${line}`),
        ...(await logFindings(db, documents, sent, result)),
      ],
      async close() {
        await server.stop()
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}
