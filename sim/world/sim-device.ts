import type { OfflineStore } from '@tandem/client'
import type { Prng } from '@tandem/crdt/testing'
import type { Process } from '../engine/process.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { between } from '../engine/streams.ts'
import { SimulatedFailure } from '../simulated-failure.ts'
import type { Situations } from '../situations.ts'
import { KeptDocuments } from './kept-documents.ts'
import { SimLocks } from './sim-locks.ts'
import { type TabDisk, tabStore, type Write } from './tab-store.ts'
import type { Witness } from './witness.ts'

/** What goes wrong with a device, as chances for one transaction. */
export type DeviceFaults = { full: number; slow: number }

/** A transaction that has begun and is not complete. */
type Transaction = {
  readonly process: Process
  readonly complete: () => void
  readonly cancel: () => void
  /** It can't be completed any more. */
  readonly fail: () => void
}

/** What stays of the tabs of one browser when they are closed or die: what their transactions had completed. */
export class SimDevice implements TabDisk {
  /** For the trace, and to tell devices apart. */
  readonly name: string
  readonly faults: DeviceFaults = { full: 0, slow: 0 }
  readonly locks = new SimLocks()
  readonly observer: Witness
  readonly situations: Situations
  readonly #scheduler: Scheduler
  readonly #random: { readonly schedule: Prng; readonly faults: Prng }
  readonly #lost = new Map<Process, (reason: unknown) => void>()
  #kept = new KeptDocuments()
  /** What is on the disk whatever happens, and what was completed since. */
  #flushed = new KeptDocuments()
  #unflushed: Write[] = []
  #pending: Transaction[] = []
  #last = 0
  #isTroubled = false

  constructor(
    name: string,
    scheduler: Scheduler,
    random: { readonly schedule: Prng; readonly faults: Prng },
    observer: Witness,
    situations: Situations,
  ) {
    this.name = name
    this.#scheduler = scheduler
    this.#random = random
    this.observer = observer
    this.situations = situations
  }

  /** Whether it ever failed to keep something, or forgot it: what it has may have holes. */
  get troubled(): boolean {
    return this.#isTroubled
  }

  /** What is kept, to look at. */
  get kept(): KeptDocuments {
    return this.#kept
  }

  /** The browser throws everything away that was kept. */
  evict(): void {
    this.situations.reached('the device forgot everything')
    this.#isTroubled = true
    this.observer.evicted(this.name)
    for (const { cancel, fail } of this.#pending.splice(0)) {
      cancel()
      fail()
    }
    this.#kept = new KeptDocuments()
    this.#flushed = new KeptDocuments()
    this.#unflushed = []
    for (const [process, listener] of this.#lost) {
      process.after(1, 'hears that nothing is kept', () => listener(gone()))
    }
  }

  /** The power is off: of what was completed the last is gone, as far as nobody asked for it to be on the disk. No tab lives. */
  losePower(): void {
    const stays = this.#random.faults.int(this.#unflushed.length + 1)
    if (stays < this.#unflushed.length) this.situations.reached('the device lost what was not on its disk')
    const unflushed = this.#unflushed.slice(0, stays)
    for (const write of unflushed) write(this.#flushed)
    this.#kept = this.#flushed.copy()
    this.#unflushed = []
  }

  /** The store that a tab of this device has. */
  open(process: Process): OfflineStore {
    process.onEnd(() => this.#tabDied(process))
    return tabStore(this, process)
  }

  onLost(process: Process, listener: (reason: unknown) => void): void {
    this.#lost.set(process, listener)
  }

  read<T>(process: Process, what: string, work: (kept: KeptDocuments) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const read = () => {
        const value = work(this.#kept)
        process.after(0, `has read (${what})`, () => resolve(value))
      }
      this.#begin(process, what, read, () => {
        process.after(0, `could not read (${what})`, () => reject(gone()))
      })
    })
  }

  write(
    process: Process,
    what: string,
    durability: 'strict' | 'relaxed',
    work: Write,
    completed: () => void = () => {},
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => void process.after(1, `could not keep (${what})`, () => reject(error))
      if (this.#random.faults.chance(this.faults.full)) {
        this.situations.reached('the device could not keep something')
        this.#isTroubled = true
        fail(new SimulatedFailure('the quota is exceeded'))
        return
      }
      const write = () => {
        work(this.#kept)
        this.#unflushed.push(work)
        if (durability === 'strict') this.#flush()
        completed()
        process.after(0, `has kept (${what})`, resolve)
      }
      this.#begin(process, what, write, () => fail(gone()))
    })
  }

  #flush(): void {
    for (const write of this.#unflushed.splice(0)) write(this.#flushed)
  }

  /** Transactions complete in the order in which they began. */
  #begin(process: Process, what: string, complete: () => void, fail: () => void): void {
    const isSlow = this.#random.faults.chance(this.faults.slow)
    const ms = isSlow ? between(this.#random.faults, 20, 500) : between(this.#random.schedule, 0.2, 3)
    this.#last = Math.max(this.#last + 0.001, this.#scheduler.now + ms)
    const cancel = this.#scheduler.after(this.#last - this.#scheduler.now, `${this.name} completes ${what}`, () => {
      this.#pending.splice(this.#pending.indexOf(transaction), 1)
      complete()
    })
    const transaction: Transaction = { process, complete, cancel, fail }
    this.#pending.push(transaction)
  }

  /** Of what a tab had begun when it died some is complete, and nothing behind that. */
  #tabDied(process: Process): void {
    this.#lost.delete(process)
    const begun = this.#pending.filter((one) => one.process === process)
    this.#pending = this.#pending.filter((one) => one.process !== process)
    const completed = this.#random.faults.int(begun.length + 1)
    for (const [at, { cancel, complete }] of begun.entries()) {
      cancel()
      if (at < completed) complete()
    }
  }
}

function gone(): Error {
  return new SimulatedFailure('the browser removed what was kept')
}
