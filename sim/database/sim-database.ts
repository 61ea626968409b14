import type { Prng } from '@tandem/crdt/testing'
import { DomainError } from '@tandem/documents'
import { ModelDatabase } from '@tandem/documents/testing'
import type { Process } from '../engine/process.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { between } from '../engine/streams.ts'
import { SimulatedFailure } from '../simulated-failure.ts'
import type { Situations } from '../situations.ts'

/** What goes wrong with the database, as chances for one call. */
export type DatabaseFaults = {
  /** It is undone before it is committed. */
  abort: number
  /** It is committed, and whoever asked never hears so. */
  loseReply: number
  /** Somebody else holds the lock for as long as one waits for it. */
  lockWait: number
  /** It takes a second or two. */
  slow: number
}

/** How long a lock is waited for. */
const lockWaitMs = 3_000
/** No answer comes after this. */
const answerMs = 2_000

/** A call that was made and has no answer yet. */
type Call = {
  over: boolean
  /** Whether it is done although its connection is gone. */
  outlives: boolean
  readonly process: Process
  readonly kind: 'reads' | 'writes'
  readonly fail: (error: Error) => void
}

/**
 * The database as processes see it: one call is one transaction of the model, which takes time to get there and back, and
 * may go wrong on either way.
 */
export class SimDatabase {
  readonly model: ModelDatabase
  readonly faults: DatabaseFaults = { abort: 0, loseReply: 0, lockWait: 0, slow: 0 }
  /** No disk is left for what writes. */
  full = false
  readonly #scheduler: Scheduler
  readonly #random: Prng
  readonly #faultRandom: Prng
  readonly #situations: Situations
  readonly #calls = new Set<Call>()
  readonly #onCrash = new Set<() => void>()
  #down = false
  /** Processes that have not found yet where the database is now. */
  readonly #lost = new Set<Process>()
  #undecided = 0
  #stalledUntil = 0
  readonly #withheldUntil = new Map<Process, number>()

  constructor(
    scheduler: Scheduler,
    random: { readonly schedule: Prng; readonly faults: Prng },
    wall: () => number,
    situations: Situations,
  ) {
    this.#scheduler = scheduler
    this.#random = random.schedule
    this.#faultRandom = random.faults
    this.#situations = situations
    let ids = 0
    this.model = new ModelDatabase({ now: wall, newId: () => `id${++ids}` })
  }

  get down(): boolean {
    return this.#down
  }

  /** Whether every write that was asked for is done, or never will be: also those of processes that are gone. */
  get decided(): boolean {
    return this.#undecided === 0
  }

  /** Whether a process waits for the answer to a write. */
  isWriting(process: Process): boolean {
    return [...this.#calls].some((call) => call.process === process && call.kind === 'writes')
  }

  /** It ends: whoever waits for an answer does not get one, whatever was done. */
  crash(): void {
    if (this.#down) return
    this.#down = true
    for (const call of [...this.#calls]) this.#fail(call, 'the connection was lost')
    for (const listener of [...this.#onCrash]) listener()
  }

  restart(): void {
    this.#down = false
    this.#lost.clear()
  }

  /**
   * It ends, and goes on elsewhere: what was committed is there as well, and so may be what nobody was told of. These
   * processes have yet to find it.
   */
  failOver(lost: readonly Process[], random: Prng): void {
    for (const call of this.#calls) call.outlives = call.kind === 'writes' && random.chance(0.5)
    this.crash()
    this.#down = false
    for (const process of lost) this.#lost.add(process)
  }

  /** A process finds the database again. */
  found(process: Process): void {
    this.#lost.delete(process)
  }

  /** The connections of a process with it are cut, and what was begun there may go on. */
  cut(process: Process, random: Prng): void {
    for (const call of [...this.#calls]) {
      if (call.process !== process) continue
      call.outlives = call.kind === 'writes' && random.chance(0.5)
      this.#fail(call, 'the connection was lost')
    }
  }

  /** Nothing is done for a while. */
  stall(ms: number): void {
    this.#stalledUntil = Math.max(this.#stalledUntil, this.#scheduler.now + ms)
  }

  /** What it says to this process arrives only after so long, although it does what it is asked. */
  withhold(process: Process, ms: number): void {
    this.#withheldUntil.set(process, this.#scheduler.now + ms)
  }

  /** How long something that is said now is on its way to a process. */
  wayTo(process: Process): number {
    const withheldMs = (this.#withheldUntil.get(process) ?? 0) - this.#scheduler.now
    if (withheldMs > 0) this.#situations.reached('an answer of the database came late')
    return Math.max(0, withheldMs) + this.#travel()
  }

  /** Nothing is in the way any more. */
  heal(): void {
    this.restart()
    this.full = false
    this.#stalledUntil = 0
    this.#withheldUntil.clear()
    Object.assign(this.faults, { abort: 0, loseReply: 0, lockWait: 0, slow: 0 })
  }

  /** Hears of crashes; the returned function ends that. */
  onCrash(listener: () => void): () => void {
    this.#onCrash.add(listener)
    return () => void this.#onCrash.delete(listener)
  }

  /** Runs `work` as one transaction for a process. Rejects when it failed, or when that is not known. */
  call<T>(process: Process, what: string, kind: 'reads' | 'writes', work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const call: Call = {
        over: false,
        outlives: false,
        process,
        kind,
        fail: (error) => process.after(this.#travel(), `told that ${what} failed`, () => reject(error)),
      }
      this.#calls.add(call)
      if (this.#down || this.#lost.has(process)) return this.#fail(call, 'the connection was refused')
      const answer = (reply: () => void) => {
        if (call.over) return
        const loses = kind === 'writes' && this.#faultRandom.chance(this.faults.loseReply)
        if (loses) {
          this.#situations.reached('a commit whose reply was lost')
          this.#scheduler.after(between(this.#faultRandom, 1, 400), `lost reply of ${what}`, () =>
            this.#fail(call, 'the connection was lost'),
          )
          return
        }
        this.#scheduler.after(this.wayTo(process), `answer to ${what}`, () => {
          if (call.over) return
          call.over = true
          this.#calls.delete(call)
          process.after(0, `hears of ${what}`, reply)
        })
      }
      const take = () => {
        const wait = this.#stalledUntil - this.#scheduler.now
        if (wait > 0 && !call.over) {
          this.#situations.reached('a call met a database that stood still')
          this.#scheduler.after(wait + this.#random.int(5), `database goes on with ${what}`, take)
          return
        }
        if (kind === 'writes') this.#undecided--
        if (call.over && !call.outlives) return
        if (call.over) this.#situations.reached('a write outlived its connection')
        const refused = this.#refusal(kind)
        if (refused) return answer(() => reject(refused))
        try {
          const result = work()
          answer(() => resolve(result))
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
          answer(() => reject(error))
        }
      }
      if (kind === 'writes') this.#undecided++
      this.#scheduler.after(this.#toThere(call, kind), `database takes ${what}`, take)
      if (kind === 'reads') this.#scheduler.after(answerMs, `no answer to ${what}`, () => this.#fail(call, 'no answer'))
    })
  }

  #toThere(call: Call, kind: 'reads' | 'writes'): number {
    const random = this.#faultRandom
    if (kind === 'writes' && random.chance(this.faults.lockWait)) {
      this.#situations.reached('a write waited for a lock in vain')
      this.#scheduler.after(lockWaitMs, 'lock timeout', () => {
        if (call.over) return
        call.over = true
        this.#calls.delete(call)
        call.fail(new DomainError('busy'))
      })
      return lockWaitMs + 1
    }
    return random.chance(this.faults.slow) ? between(random, 50, 1_500) : this.#travel()
  }

  #refusal(kind: 'reads' | 'writes'): Error | null {
    if (kind === 'reads') return null
    if (this.full) {
      this.#situations.reached('a write met a full disk')
      return new DomainError('storage_full')
    }
    if (this.#faultRandom.chance(this.faults.abort)) {
      this.#situations.reached('a write was undone before its commit')
      return new SimulatedFailure('the transaction was rolled back')
    }
    return null
  }

  #fail(call: Call, why: string): void {
    if (call.over) return
    call.over = true
    this.#calls.delete(call)
    call.fail(new SimulatedFailure(why))
  }

  #travel(): number {
    return between(this.#random, 0.2, 3)
  }
}
