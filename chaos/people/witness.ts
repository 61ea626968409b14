import type { Database } from '@tandem/db'
import { head } from '@tandem/documents'
import type { Recorder } from '../history/recorder.ts'

/**
 * Asks the database, past every proxy, whether what somebody was just shown is there. One question at a time for each
 * document: what is shown meanwhile is asked for with the next. While the database is down nothing can be asked.
 */
export class Witness {
  readonly #db: Database
  readonly #recorder: Recorder
  readonly #asking = new Set<string>()

  constructor(db: Database, recorder: Recorder) {
    this.#db = db
    this.#recorder = recorder
  }

  /** Row `seq` of a document was shown to somebody, now. */
  shown(doc: string, seq: number): void {
    if (this.#asking.has(doc)) return
    this.#asking.add(doc)
    head(this.#db, doc)
      .then(
        (end) => this.#recorder.record({ type: 'info', what: 'witness', doc, seq, head: end ?? 0 }),
        () => {},
      )
      .finally(() => this.#asking.delete(doc))
  }
}
