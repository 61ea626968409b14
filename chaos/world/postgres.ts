import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startPostgres } from '../../scripts/postgres.mjs'
import { readPidFile } from '../../scripts/postgres-left-over.mjs'
import { type identify, processesIn, signalProcess, waitUntilGone } from '../../scripts/processes.mjs'

/** A process, told apart from a later one with its number. */
export type ProcessId = NonNullable<ReturnType<typeof identify>>
type Running = Awaited<ReturnType<typeof startPostgres>>

/** Between two attempts to start: a full disk takes its time until it is not. */
const pauseMs = 250

/**
 * The database server: real, on a data folder of its own, always on the same port. One that ends by itself (it does when it
 * can't write its log) is started again; one that was killed is, when `start` is called.
 */
export class Postgres {
  readonly #dataDir: string
  readonly #started: (id: ProcessId) => void
  readonly #port: number
  #running: Running
  #starting: Promise<void> | null = null
  #killed = false
  #stopped = false

  private constructor(dataDir: string, running: Running, started: (id: ProcessId) => void) {
    this.#dataDir = dataDir
    this.#started = started
    this.#port = running.port
    this.#running = running
    this.#keep()
  }

  /** `started` is told of each of its lives: whoever cleans up after us has to know. */
  static async start(dataDir: string, started: (id: ProcessId) => void): Promise<Postgres> {
    return new Postgres(dataDir, await startPostgres({ dataDir }), started)
  }

  get port(): number {
    return this.#port
  }

  url(database: string): string {
    return this.#running.url(database)
  }

  /** `kill -9` of all its processes at once. */
  async killAll(): Promise<void> {
    this.#killed = true
    const processes = processesIn(this.#cluster)
    for (const id of processes) signalProcess(id, 'SIGKILL')
    await Promise.all(processes.map((id) => waitUntilGone(id, 10_000)))
    await this.#running.ended
  }

  /** Starts it after it was killed, and resolves when it runs: it recovers what was committed. */
  start(): Promise<void> {
    if (this.#killed) this.#startAgain()
    return this.#starting ?? Promise.resolve()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#starting
    await this.#running.stop()
  }

  get #cluster(): string {
    return realpathSync(join(this.#dataDir, 'postgres', 'cluster'))
  }

  #keep(): void {
    const id = readPidFile(this.#cluster)?.id
    if (id) this.#started(id)
    void this.#running.ended.then(() => {
      if (!this.#killed && !this.#stopped) this.#startAgain()
    })
  }

  #startAgain(): void {
    this.#killed = false
    this.#starting ??= this.#startUntilItRuns().finally(() => {
      this.#starting = null
    })
  }

  async #startUntilItRuns(): Promise<void> {
    while (!this.#stopped) {
      try {
        this.#running = await startPostgres({ dataDir: this.#dataDir, port: this.#port })
        this.#keep()
        return
      } catch {
        await setTimeout(pauseMs)
      }
    }
  }
}
