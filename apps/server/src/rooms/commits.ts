import { type Appended, type ChangeEntry, type DocumentBatch, DomainError } from '@tandem/documents'
import { type Clock, limits } from '@tandem/protocol'
import type { EndOfTurn } from '../end-of-turn.ts'
import type { DocumentLog } from '../storage/document-log.ts'
import { CommitPace } from './commit-pace.ts'

/** Statements that write at the same time: while one waits for its commit, the database works on the other. */
const maxStatements = 2
/** Documents of one statement: what it locks, it locks until all of it is committed. */
const maxTogether = 64
/**
 * A statement that takes longer waits for a lock that another node holds, or for a disk: it does not count any more, so
 * that those of other documents go on.
 */
const slowMs = 50

/** A document that has something to write. */
type Asking = {
  readonly documentId: string
  readonly take: () => readonly ChangeEntry[]
  readonly resolve: (outcome: Appended) => void
  readonly reject: (error: unknown) => void
}

type Taken = Asking & DocumentBatch

/**
 * Group commit across the documents of a node: all that have something to write when a statement begins are written by
 * it. Like that of one document it is paced by the commits themselves, and by CommitPace where many are busy; a node with
 * one busy document writes at once.
 */
export class Commits {
  readonly #log: DocumentLog
  readonly #clock: Clock
  readonly #endOfTurn: EndOfTurn
  readonly #pace: CommitPace
  #asking: Asking[] = []
  #statements = 0
  #scheduled = false

  constructor(log: DocumentLog, clock: Clock, endOfTurn: EndOfTurn) {
    this.#log = log
    this.#clock = clock
    this.#endOfTurn = endOfTurn
    this.#pace = new CommitPace(clock)
  }

  /**
   * Writes what `take` gives, which is asked at the moment of writing: until then it may still grow. One call at a time
   * for each document. Resolves when what the outcome says is durable.
   */
  append(documentId: string, take: () => readonly ChangeEntry[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#asking.push({ documentId, take, resolve, reject })
      this.#pace.asked()
      this.#schedule()
    })
  }

  /** What one turn of the event loop brings goes into one statement, and what comes until the pace allows the next. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    const begin = () => {
      this.#scheduled = false
      while (this.#asking.length > 0 && this.#statements < maxStatements) {
        this.#pace.began()
        this.#write(this.#takeTogether())
      }
    }
    const waitMs = this.#pace.waitMs()
    if (waitMs > 0) this.#clock.after(waitMs, begin)
    else this.#endOfTurn(begin)
  }

  #takeTogether(): Taken[] {
    const together: Taken[] = []
    let changes = 0
    while (together.length < maxTogether && changes < limits.maxPushChanges) {
      const next = this.#asking.shift()
      if (!next) break
      try {
        const entries = next.take()
        changes += entries.length
        together.push({ ...next, entries })
      } catch (error) {
        next.reject(error)
      }
    }
    return together
  }

  #write(together: readonly Taken[]): void {
    this.#statements++
    let counts = true
    const over = () => {
      if (!counts) return
      counts = false
      this.#statements--
      if (this.#asking.length > 0) this.#schedule()
    }
    const cancel = this.#clock.after(slowMs, over)
    const written = together.length > 1 ? this.#append(together) : Promise.all(together.map((one) => this.#alone(one)))
    written.then(() => {
      cancel()
      over()
    })
  }

  async #append(together: readonly Taken[]): Promise<void> {
    let outcomes: readonly (Appended | null)[]
    try {
      outcomes = await this.#log.appendTogether(together)
    } catch (error) {
      if (error instanceof DomainError) {
        for (const { reject } of together) reject(error)
        return
      }
      // What is wrong may be wrong with one document only, and appending again is safe.
      outcomes = []
    }
    await Promise.all(
      together.map((one, at) => {
        const outcome = outcomes[at]
        return outcome ? one.resolve(outcome) : this.#alone(one)
      }),
    )
  }

  async #alone({ documentId, entries, resolve, reject }: Taken): Promise<void> {
    await this.#log.append(documentId, entries).then(resolve, reject)
  }
}
