import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { signalProcess, waitUntilGone } from '../../scripts/processes.mjs'
import { inRoot } from '../../scripts/root.mjs'
import { startPart } from '../../scripts/start-part.mjs'
import type { ProcessId } from './postgres.ts'

/** What a node is started with. */
export type NodeOptions = {
  readonly name: string
  readonly port: number
  /** The built program. */
  readonly program: string
  readonly env: NodeJS.ProcessEnv
  readonly logFolder: string
  /** A module that is loaded before the program; null: none. */
  readonly preload: string | null
  /** A process was started: whoever cleans up after us has to know. */
  readonly spawned: (id: ProcessId) => void
  readonly ended: (how: string, wanted: boolean) => void
}

/** One life of a process: until it can be used (or can't ever), and until it is over. */
type Life = { readonly ready: Promise<void>; readonly over: Promise<void> }

/** How long a node may take until it is ready: the machine may have much else to do. */
const readyMs = 60_000
/** Between two starts of one that ends at once. */
const pauseMs = 200

/** One collaboration server: a real process, started again whenever it ends, until it is stopped. */
export class ServerNode {
  readonly name: string
  readonly #options: NodeOptions
  readonly #stopping = new AbortController()
  #id: ProcessId | null = null
  /** We are about to end it, or have: its end is no news. */
  #condemned = false
  #ready: Promise<void> = Promise.resolve()
  #isReady = false
  #lastEnd = ''
  #life: Promise<void> = Promise.resolve()

  constructor(options: NodeOptions) {
    this.name = options.name
    this.#options = options
  }

  /** Starts it, and keeps it running from then on. Rejects when it can't be started for the first time. */
  async start(): Promise<void> {
    const first = this.#runOnce(this.#stopping.signal)
    this.#life = this.#keepRunning(first)
    await first.ready
    if (!this.#isReady) throw new Error(`${this.name} did not start: ${this.#lastEnd}`)
  }

  /** Resolves when it can be used; after it was killed, when it can be used again. */
  async ready(): Promise<void> {
    while (!this.#isReady && !this.#stopping.signal.aborted) {
      await this.#ready
      await setTimeout(20)
    }
  }

  get isReady(): boolean {
    return this.#isReady
  }

  /** The process; null when none runs. */
  get id(): ProcessId | null {
    return this.#id
  }

  /** Sends a signal that does not end it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGUSR2'): void {
    if (this.#id) signalProcess(this.#id, signal)
  }

  /** `kill -9`; resolves when it is gone. It starts again by itself. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Asks it to leave, as an orderly restart does; resolves when it is gone. It starts again by itself. */
  async drain(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    const id = this.#id
    this.#condemned = true
    if (id) {
      signalProcess(id, 'SIGCONT')
      signalProcess(id, 'SIGTERM')
      if (!(await waitUntilGone(id, 15_000))) signalProcess(id, 'SIGKILL')
    }
    await this.#life
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const id = this.#id
    if (!id) return
    this.#condemned = true
    this.#isReady = false
    signalProcess(id, signal)
    if (await waitUntilGone(id, 20_000)) return
    signalProcess(id, 'SIGKILL')
    await waitUntilGone(id, 10_000)
  }

  async #keepRunning(first: Life): Promise<void> {
    const { signal } = this.#stopping
    for (let life = first; !signal.aborted; life = this.#runOnce(signal)) {
      this.#ready = life.ready
      await life.over
      this.#isReady = false
      this.#id = null
      if (!signal.aborted) await setTimeout(pauseMs)
    }
  }

  /** One life. */
  #runOnce(signal: AbortSignal): Life {
    const { name, port, program, env, logFolder, preload, spawned, ended } = this.#options
    this.#condemned = false
    const started = startPart({
      name,
      cwd: inRoot('apps', 'server'),
      args: ['--enable-source-maps', ...(preload ? ['--import', preload] : []), program],
      env,
      logFile: join(logFolder, `${name}.log`),
      healthUrl: `http://127.0.0.1:${port}/ready`,
      readyMs,
      graceMs: 0,
      onSpawn: (id) => {
        this.#id = id
        spawned(id)
      },
      signal,
    })
    const ready = started.then(
      () => {
        this.#isReady = !this.#condemned
      },
      () => {},
    )
    const over = started.then(
      async ({ ended: end }) => ended(await end, this.#condemned),
      (error: unknown) => {
        this.#lastEnd = error instanceof Error ? error.message : String(error)
        if (!signal.aborted) ended(this.#lastEnd, this.#condemned)
      },
    )
    return { ready, over }
  }
}
