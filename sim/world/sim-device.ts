import { memoryStore, type OfflineStore } from '@tandem/client'
import type { Prng } from '@tandem/crdt/testing'
import type { Process } from '../engine/process.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { between } from '../engine/streams.ts'
import { SimulatedFailure } from '../simulated-failure.ts'
import type { Situations } from '../situations.ts'
import type { Witness } from './witness.ts'

/** What goes wrong with a device, as chances for one transaction. */
export type DeviceFaults = { full: number; slow: number }

/** A transaction that has begun and is not complete. */
type Transaction = {
  readonly apply: () => void
  readonly cancel: () => void
  /** It can't be completed any more. */
  readonly fail: () => void
  done: boolean
}

/** What stays of a page when it is closed or dies: what its transactions had completed. */
export class SimDevice {
  /** For the trace, and to tell devices apart. */
  readonly name: string
  readonly faults: DeviceFaults = { full: 0, slow: 0 }
  readonly #scheduler: Scheduler
  readonly #random: { readonly schedule: Prng; readonly faults: Prng }
  readonly #observer: Witness
  readonly #situations: Situations
  #kept = memoryStore()
  #pending: Transaction[] = []
  #last = 0
  #isTroubled = false
  #lost: (reason: unknown) => void = () => {}

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
    this.#observer = observer
    this.#situations = situations
  }

  /** Whether it ever failed to keep something, or forgot it: what it has may have holes. */
  get troubled(): boolean {
    return this.#isTroubled
  }

  /** What is kept, to look at. */
  get kept(): OfflineStore {
    return this.#kept
  }

  /** The browser throws everything away that the page kept. */
  evict(): void {
    this.#situations.reached('the device forgot everything')
    this.#isTroubled = true
    this.#observer.evicted(this.name)
    for (const one of this.#pending) {
      one.cancel()
      one.fail()
    }
    this.#pending = []
    this.#kept = memoryStore()
    this.#lost(gone())
  }

  /** The store that a page of this device has. */
  open(process: Process): OfflineStore {
    process.onEnd(() => this.#pageDied())
    const write = (what: string, work: (kept: OfflineStore) => Promise<void>) => {
      return this.#transaction(process, what, () => work(this.#kept))
    }
    return {
      durable: true,
      onLost: (listener) => {
        this.#lost = (reason) => void process.after(1, 'hears that nothing is kept', () => listener(reason))
      },
      // Each tab has a device of its own: nobody else leaves anything behind on it.
      onOrphaned() {},
      load: (id) => this.#read(process, 'load', () => this.#kept.load(id)),
      rescued: (id) => this.#read(process, 'rescued', () => this.#kept.rescued(id)),
      keepChanges: (id, changes) => {
        this.#observer.made(this.name, id, changes)
        return write('keepChanges', (kept) => {
          this.#observer.kept(this.name, id, changes)
          return kept.keepChanges(id, changes)
        })
      },
      takeRows: (id, rows, echoed) => {
        this.#observer.taken(this.name, id, rows, echoed)
        return write('takeRows', (kept) => kept.takeRows(id, rows, echoed))
      },
      replaceBase: (id, base, included) => {
        this.#observer.based(this.name, id, base, included)
        return write('replaceBase', (kept) => kept.replaceBase(id, base, included))
      },
      forgetBase: (id) => write('forgetBase', (kept) => kept.forgetBase(id)),
      keepReplicas: (id, replicas, spares) => {
        return write('keepReplicas', (kept) => kept.keepReplicas(id, replicas, spares))
      },
      keepAbout: (id, about) => write('keepAbout', (kept) => kept.keepAbout(id, about)),
      rescueOutbox: (id) => {
        this.#situations.reached('changes were rescued')
        return write('rescueOutbox', (kept) => kept.rescueOutbox(id))
      },
      dropRescued: (id) => write('dropRescued', (kept) => kept.dropRescued(id)),
      clear: (id) => write('clear', (kept) => kept.clear(id)),
    }
  }

  /** Reads see what was completed before them. */
  #read<T>(process: Process, what: string, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = () => process.after(0, `could not read (${what})`, () => reject(gone()))
      const read = () => {
        void work().then((value) => process.after(0, `has read (${what})`, () => resolve(value)))
      }
      this.#begin(what, read, fail)
    })
  }

  #transaction(process: Process, what: string, work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => void process.after(1, `could not keep (${what})`, () => reject(error))
      if (this.#random.faults.chance(this.faults.full)) {
        this.#situations.reached('the device could not keep something')
        this.#isTroubled = true
        fail(new SimulatedFailure('the quota is exceeded'))
        return
      }
      const write = () => {
        void work()
        process.after(0, `has kept (${what})`, resolve)
      }
      this.#begin(what, write, () => fail(gone()))
    })
  }

  /** Transactions complete in the order in which they began. */
  #begin(what: string, apply: () => void, fail: () => void): void {
    const isSlow = this.#random.faults.chance(this.faults.slow)
    const ms = isSlow ? between(this.#random.faults, 20, 500) : between(this.#random.schedule, 0.2, 3)
    this.#last = Math.max(this.#last + 0.001, this.#scheduler.now + ms)
    const cancel = this.#scheduler.after(this.#last - this.#scheduler.now, `${this.name} completes ${what}`, () => {
      transaction.done = true
      this.#pending = this.#pending.filter(({ done }) => !done)
      apply()
    })
    const transaction: Transaction = { apply, cancel, fail, done: false }
    this.#pending.push(transaction)
  }

  /** Of what a page had begun when it died some is complete, and nothing behind that. */
  #pageDied(): void {
    const completed = this.#random.faults.int(this.#pending.length + 1)
    for (const [at, one] of this.#pending.entries()) {
      one.cancel()
      if (at < completed) one.apply()
    }
    this.#pending = []
    this.#lost = () => {}
  }
}

function gone(): Error {
  return new SimulatedFailure('the browser removed what was kept')
}
