import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type Database } from '@tandem/db'
import { createDocument, createSignIn, createUser } from '@tandem/db/factories'
import { databaseName, openDatabase } from '../../../scripts/database.mjs'
import { migrate } from '../../../scripts/migrate.mjs'
import { ensureDatabase, runningPostgres } from '../../../scripts/postgres.mjs'
import { readPidFile } from '../../../scripts/postgres-left-over.mjs'
import { readSecrets, type Secrets } from '../../../scripts/secrets.mjs'
import { temporaryData } from '../../../scripts/temporary-data.mjs'
import type { Member } from '../clients/client.ts'
import type { Stage } from '../load/job.ts'
import { PostgresUsage } from './postgres-usage.ts'

/** The site that Tandem's sessions say they come from. */
export const webPort = 3000
const origin = `http://localhost:${webPort}`

/** The database of the relay that commits. */
const relayDatabase = 'relay'

/** The embedded PostgreSQL on a data folder that goes with the run. */
export class BenchDatabase {
  readonly url: string
  readonly relayUrl: string
  readonly secrets: Secrets
  readonly usage: PostgresUsage
  readonly #db: Database
  readonly #end: () => Promise<void>
  readonly #people: Person[] = []
  #longDocument: Promise<Stage> | null = null

  private constructor(
    urls: { app: string; relay: string },
    secrets: Secrets,
    postmaster: number,
    end: () => Promise<void>,
  ) {
    this.url = urls.app
    this.relayUrl = urls.relay
    this.secrets = secrets
    this.usage = new PostgresUsage(postmaster)
    this.#db = connect(urls.app)
    this.#end = end
  }

  static async start(): Promise<BenchDatabase> {
    const data = temporaryData()
    try {
      const { close } = await openDatabase({ dataDir: data.folder })
      const end = async () => {
        await close()
        await data.remove()
      }
      const running = runningPostgres(data.folder)
      const postmaster = readPidFile(realpathSync(join(data.folder, 'postgres', 'cluster')))?.id
      if (!running || !postmaster) throw new Error('the database that was started does not run')
      await ensureDatabase(running, relayDatabase)
      const urls = { app: running.url(databaseName), relay: running.url(relayDatabase) }
      await migrate(urls.app)
      return new BenchDatabase(urls, readSecrets(data.folder), postmaster.pid, end)
    } catch (error) {
      await data.remove()
      throw error
    }
  }

  /** Fresh documents, each with as many people who may edit it as are wanted there. Nobody is in two of them. */
  async makeStages(people: readonly number[]): Promise<Stage[]> {
    await this.#makePeople(people.reduce((sum, count) => sum + count, 0))
    const stages: Stage[] = []
    let from = 0
    for (const count of people) {
      const group = this.#people.slice(from, from + count)
      from += count
      const [owner, ...others] = group
      if (owner === undefined) throw new Error('a document needs somebody')
      const { id } = await createDocument(this.#db, {
        owner: { id: owner.userId },
        title: 'Bench',
        people: others.map(({ userId }) => ({ userId, role: 'editor' as const })),
      })
      const secret = this.secrets.ticketSecret
      stages.push({ document: id, members: group.map((person) => ({ ...person, secret, origin })) })
    }
    return stages
  }

  /** The document whose history is long: one for the whole run. */
  longDocument(): Promise<Stage> {
    this.#longDocument ??= this.makeStages([1]).then(([stage]) => {
      if (!stage) throw new Error('one document was made')
      return stage
    })
    return this.#longDocument
  }

  async stop(): Promise<void> {
    await this.#db.close()
    await this.#end()
  }

  async #makePeople(count: number): Promise<void> {
    while (this.#people.length < count) {
      const { id } = await createUser(this.#db, { name: `Typist ${this.#people.length + 1}` })
      this.#people.push({ userId: id, signInId: await createSignIn(this.#db, id) })
    }
  }
}

type Person = Pick<Member, 'userId' | 'signInId'>
