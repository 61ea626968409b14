import { signalProcess } from '../../scripts/processes.mjs'
import { startRedis } from '../../scripts/redis.mjs'
import { commandRedis } from './redis-command.ts'

type Running = Awaited<ReturnType<typeof startRedis>>

/** A real Redis, always on the same port with the same password. */
export class Redis {
  #running: Running
  readonly #password: string

  private constructor(running: Running) {
    this.#running = running
    this.#password = new URL(running.url).password
  }

  static async start(log: (line: string) => void): Promise<Redis> {
    return new Redis(await startRedis({ log }))
  }

  get port(): number {
    return this.#running.port
  }

  /** How it is reached through something that listens on another port. */
  urlAt(port: number): string {
    return `redis://:${this.#password}@127.0.0.1:${port}`
  }

  /** `kill -9`; resolves when it is gone. */
  async kill(): Promise<void> {
    signalProcess(this.#running.id, 'SIGKILL')
    await this.#running.ended
  }

  async startAgain(): Promise<void> {
    this.#running = await startRedis({ port: this.#running.port, password: this.#password })
  }

  pause(): void {
    signalProcess(this.#running.id, 'SIGSTOP')
  }

  resume(): void {
    signalProcess(this.#running.id, 'SIGCONT')
  }

  /** Says commands to it, as anybody can who has its password. */
  say(...commands: readonly string[]): Promise<void> {
    return commandRedis(this.port, [`AUTH ${this.#password}`, ...commands])
  }

  async stop(): Promise<void> {
    this.resume()
    await this.#running.stop()
  }
}
