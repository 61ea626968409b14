import type { AccessHeard, AccessSource, OpenAccessSource } from '@tandem/server/engine'
import type { Process } from '../engine/process.ts'
import type { SimDatabase } from './sim-database.ts'

/** Where one node looks who may be where: it hears of commits while it is connected. */
export function simAccess(database: SimDatabase, process: Process): OpenAccessSource {
  return (heard) => {
    const source = new SimAccess(database, process, heard)
    process.onEnd(() => source.drop())
    return source
  }
}

class SimAccess implements AccessSource {
  readonly #database: SimDatabase
  readonly #process: Process
  readonly #heard: AccessHeard
  #stopHearing: (() => void) | null = null

  constructor(database: SimDatabase, process: Process, heard: AccessHeard) {
    this.#database = database
    this.#process = process
    this.#heard = heard
  }

  find: AccessSource['find'] = async (known) => {
    if (!this.#stopHearing) await this.#connect()
    const asked = known()
    return this.#database.call(this.#process, 'access changes', 'reads', () =>
      this.#database.model.access.changes(asked),
    )
  }

  drop(): void {
    this.#stopHearing?.()
    this.#stopHearing = null
  }

  async close(): Promise<void> {
    this.drop()
  }

  async #connect(): Promise<void> {
    await this.#database.call(this.#process, 'connect', 'reads', () => {
      const stopListening = this.#database.model.listen(({ document }) => {
        // On the connection on which answers come.
        const ms = this.#database.wayTo(this.#process)
        this.#process.after(ms, 'hears that access changed', () => this.#heard.changed(document))
      })
      const stopWaiting = this.#database.onCrash(() => {
        this.drop()
        this.#process.after(1, 'lost its connection for access', () => this.#heard.lost())
      })
      this.#stopHearing = () => {
        stopListening()
        stopWaiting()
      }
    })
  }
}
