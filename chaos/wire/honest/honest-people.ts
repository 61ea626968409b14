import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { inRoot, root } from '../../../scripts/root.mjs'
import type { FromHonest, HonestJob, HonestResult, ToHonest } from './messages.ts'

/** People who type as people do, in a process of their own. */
export class HonestPeople {
  readonly #child: ChildProcess
  readonly #heard: FromHonest[] = []
  #wake = () => {}
  #over = false

  private constructor(job: HonestJob) {
    this.#child = fork(inRoot('chaos/wire/honest/main.ts'), [JSON.stringify(job)], {
      cwd: root,
      execArgv: ['--import', 'tsx'],
    })
    this.#child.on('message', (message: FromHonest) => {
      this.#heard.push(message)
      this.#wake()
    })
    // Not its exit: what it said last may come after that.
    this.#child.once('disconnect', () => {
      this.#over = true
      this.#wake()
    })
  }

  /** Resolves when all of them have opened their documents, and type. */
  static async start(job: HonestJob): Promise<HonestPeople> {
    const people = new HonestPeople(job)
    await people.#next('typing')
    return people
  }

  /** The server of this address is attacked from now on; null: none is. */
  attacked(url: string | null): void {
    this.#tell({ kind: 'attack', url })
  }

  /** They type no more. Resolves when all of it is saved. */
  async rest(): Promise<void> {
    this.#tell({ kind: 'rest' })
    await this.#next('resting')
  }

  /** What they have seen, once they have everything up to these rows; they leave then. */
  async result(heads: Readonly<Record<string, number>>): Promise<HonestResult> {
    this.#tell({ kind: 'finish', heads })
    return this.#next('result')
  }

  /** Ends the process, whatever it does. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }

  #tell(message: ToHonest): void {
    this.#child.send(message)
  }

  async #next<K extends FromHonest['kind']>(kind: K): Promise<Extract<FromHonest, { kind: K }>>
  async #next(kind: FromHonest['kind']): Promise<FromHonest> {
    for (;;) {
      const found = this.#heard.find((message) => message.kind === kind)
      if (found) return found
      if (this.#over) throw new Error('the process of the honest people ended')
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
