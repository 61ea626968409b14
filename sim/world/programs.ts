import { type Change, decodeChange, TandemDoc } from '@tandem/crdt'
import type { Prng } from '@tandem/crdt/testing'
import { DomainError } from '@tandem/documents'
import { type Plan, type WritingLog, writeChanges } from '@tandem/documents/testing'
import type { ErrorCode } from '@tandem/protocol'
import type { SimDatabase } from '../database/sim-database.ts'
import { Process } from '../engine/process.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { SimulatedFailure } from '../simulated-failure.ts'
import type { Situations } from '../situations.ts'
import type { Intention, Intentions } from './intentions.ts'
import type { Observer } from './observer.ts'
import type { Person } from './person.ts'
import { wholeCharacters } from './typist.ts'

/** What programs stand on. */
type ProgramWorld = {
  readonly scheduler: Scheduler
  readonly database: SimDatabase
  readonly observer: Observer
  readonly situations: Situations
  readonly intentions: Intentions
  readonly people: readonly Person[]
  readonly documents: readonly string[]
}

/** What somebody may be refused with who has done nothing wrong. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  ...(['auth_required', 'account_disabled', 'not_found', 'forbidden', 'document_trashed', 'busy'] as const),
  'storage_full',
])

/** How many programs of one person come at once: one, mostly. */
const atOnce = [1, 1, 2, 6]

/** One write: of whom, where, and as of which revision (null: as of now). */
type Writing = {
  readonly person: Person
  readonly signInId: string
  readonly documentId: string
  readonly base: number | null
}

/**
 * Programs that write for people by their tokens, as the web app has it done: they keep nothing, so each write is a process
 * of its own, which may die in the middle.
 */
export class Programs {
  readonly #world: ProgramWorld
  readonly #running = new Set<Process>()
  #written = 0

  constructor(world: ProgramWorld) {
    this.#world = world
  }

  /** Whether one of them may write yet. */
  get running(): boolean {
    return [...this.#running].some(({ alive }) => alive)
  }

  /** Somebody's programs write, all of them by the same token. */
  write(random: Prng): void {
    const { people, documents, database, scheduler } = this.#world
    const person = random.pick(people)
    const documentId = random.pick(documents)
    const signInId = this.#tokenOf(person)
    if (signInId === null) return
    const head = database.model.log.head(documentId) ?? 0
    for (let count = random.pick(atOnce); count > 0; count--) {
      const base = random.chance(0.4) ? Math.max(0, head - random.int(8)) : null
      const process = new Process(scheduler, `program ${++this.#written} of ${person.name}`)
      this.#running.add(process)
      void this.#writeOnce(process, { person, signInId, documentId, base }, random).then(() => {
        this.#running.delete(process)
      })
      if (random.chance(0.1)) scheduler.after(random.int(20), 'a program dies', () => process.kill())
    }
  }

  /** The token of somebody's programs; null for who cannot have one now, as guests never can. */
  #tokenOf(person: Person): string | null {
    const { userId, signInId } = person
    const { tokens } = this.#world.database.model
    if (person.tokenId !== null || signInId === null) return person.tokenId
    try {
      const { id } = tokens.create({ userId, signInId }, { name: 'A program', scopes: ['documents:write'], days: 7 })
      person.tokenId = id
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
    }
    return person.tokenId
  }

  async #writeOnce(process: Process, { person, signInId, documentId, base }: Writing, random: Prng): Promise<void> {
    const { database, intentions, observer, situations } = this.#world
    const { userId } = person
    const made: { change: Change; meant: Intention }[] = []
    const plan: Plan = (doc) => () => {
      const from = wholeCharacters(doc, random.int(doc.length + 1))
      const to = random.chance(0.5) ? from : wholeCharacters(doc, Math.min(doc.length, from + 1 + random.int(4)))
      const meant = intentions.meaning(documentId, doc, { from, to })
      const change = doc.edit([{ from, to, insert: to === from || random.chance(0.5) ? 'program' : '' }])
      // A second try takes the place of the first.
      made.splice(0, 1, { change, meant })
      return [change]
    }
    // Only now: others may have given the same name to something else, as long as it was not written.
    const written = () => {
      for (const { change, meant } of made) intentions.keep(documentId, change, meant)
    }
    try {
      await writeChanges(this.#logOf(process, written), { userId, signInId }, documentId, base, plan)
    } catch (error) {
      if (error instanceof SimulatedFailure) return
      if (error instanceof DomainError && refusals.has(error.code)) situations.reached('a program was refused')
      else observer.logged(process.name, `${error}`)
      return
    }
    situations.reached('a program wrote')
    observer.confirmed(
      process.name,
      documentId,
      made.map(({ change }) => change),
    )
    if (base !== null && base < (database.model.log.head(documentId) ?? 0) - made.length) {
      situations.reached('a program went on from before what others wrote')
    }
  }

  #logOf(process: Process, written: () => void): WritingLog {
    const { database, observer } = this.#world
    const { model } = database
    return {
      open: (documentId, revision) =>
        database.call(process, 'open', 'reads', () => {
          const rows = model.document(documentId)?.log.slice(0, revision ?? undefined) ?? []
          const doc = new TandemDoc()
          doc.apply(rows.map(({ payload }) => decodeChange(payload)))
          return { doc, revision: rows.length }
        }),
      idleReplica: (session) => database.call(process, 'idleReplica', 'reads', () => model.replicas.idle(session)),
      issueReplica: (session) =>
        database.call(process, 'issueReplica', 'writes', () => {
          const replica = model.replicas.issue(session)
          observer.issued(session, replica)
          return replica
        }),
      appendWhole: (documentId, entries) =>
        database.call(process, 'appendWhole', 'writes', () => {
          const seq = model.log.appendWhole(documentId, entries)
          const first = seq - entries.length + 1
          const verdicts = entries.map((_, at) => ({ status: 'appended', seq: first + at }) as const)
          written()
          observer.appended(documentId, entries, { head: seq, at: new Date(0), verdicts })
          return seq
        }),
    }
  }
}
