import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '../../scripts/postgres.mjs'
import { processesIn, signalProcess, waitUntilGone } from '../../scripts/processes.mjs'

type Running = Awaited<ReturnType<typeof startPostgres>>

/** The database server: real, on a data folder of its own, always on the same port. */
export class Postgres {
  readonly #dataDir: string
  readonly #port: number
  #running: Running | null = null
  #starting: Promise<void> | null = null

  private constructor(dataDir: string, running: Running) {
    this.#dataDir = dataDir
    this.#port = running.port
    this.#running = running
  }

  static async start(dataDir: string): Promise<Postgres> {
    return new Postgres(dataDir, await startPostgres({ dataDir }))
  }

  get port(): number {
    return this.#port
  }

  url(database: string): string {
    if (!this.#running) throw new Error('the database was never started')
    return this.#running.url(database)
  }

  /** `kill -9` of all its processes at once. */
  async killAll(): Promise<void> {
    const cluster = join(this.#dataDir, 'postgres', 'cluster')
    if (!existsSync(cluster)) return
    const processes = processesIn(realpathSync(cluster))
    for (const id of processes) signalProcess(id, 'SIGKILL')
    await Promise.all(processes.map((id) => waitUntilGone(id, 10_000)))
  }

  /** Starts it after it was killed; it recovers what was committed. Tries for as long as the disk does not let it. */
  start(): Promise<void> {
    this.#starting ??= this.#startAgain().finally(() => {
      this.#starting = null
    })
    return this.#starting
  }

  /** Whether a server process is there. */
  async isUp(): Promise<boolean> {
    const cluster = join(this.#dataDir, 'postgres', 'cluster')
    return existsSync(cluster) && processesIn(realpathSync(cluster)).length > 0
  }

  async stop(): Promise<void> {
    await this.#running?.stop()
  }

  async #startAgain(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#running = await startPostgres({ dataDir: this.#dataDir, port: this.#port })
        return
      } catch (error) {
        if (attempt === 20) throw error
      }
    }
  }
}
