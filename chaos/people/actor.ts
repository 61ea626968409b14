import { createSession, type OfflineStore, type Session, socketIoTransport } from '@tandem/client'
import type { Prng } from '@tandem/crdt/testing'
import { mintTicket } from '@tandem/protocol/ticket'
import type { Recorder } from '../history/recorder.ts'
import { nextEdit } from './next-edit.ts'
import type { Person } from './person.ts'
import { recordingStore } from './recording-store.ts'
import { RecordingTransport, type Watched } from './recording-transport.ts'

/** What actors need of the world. */
export type Surroundings = {
  /** Where the collaboration servers are, in front of them a bad network. */
  readonly urls: readonly string[]
  readonly origin: string
  readonly ticketSecret: string
  readonly recorder: Recorder
  readonly shown: (doc: string, seq: number) => void
}

/** Edits that somebody makes without seeing them saved, before they stop and wait. */
const maxUnsaved = 200
/** A large paste. */
const pastedUnits = 16_000
/** Between two edits of one person. */
const shortestPauseMs = 20
const longestPauseMs = 220
/** Who was sent away tries again after this. */
const returnMs = 700

/** A person with one page open on one document: types, leaves, comes back, and goes on after whatever happens. */
export class Actor {
  readonly doc: string
  readonly user: Person
  readonly name: string
  readonly #surroundings: Surroundings
  readonly #random: Prng
  readonly #own = new Set<number>()
  #store: OfflineStore
  #session: Session
  #node: number
  #pages = 0
  #resting = false
  #timer: NodeJS.Timeout | null = null

  constructor(
    who: { readonly doc: string; readonly user: Person; readonly name: string },
    surroundings: Surroundings,
    random: Prng,
  ) {
    this.doc = who.doc
    this.user = who.user
    this.name = who.name
    this.#surroundings = surroundings
    this.#random = random
    this.#node = random.int(surroundings.urls.length)
    this.#store = this.#newStore()
    this.#session = this.#open()
  }

  get session(): Session {
    return this.#session
  }

  /** Whether everything of this person is saved and up to row `head`, as far as they may know. */
  isSettledAt(head: number): boolean {
    const { state, unsaved, seq } = this.#session
    return state.phase === 'live' && unsaved.count === 0 && seq === head
  }

  /** Begins to type, and goes on until `close`. */
  start(): void {
    const pause = shortestPauseMs + this.#random.int(longestPauseMs - shortestPauseMs)
    this.#timer = setTimeout(() => {
      this.start()
      this.#act()
    }, pause)
  }

  /** Types no more; comes back all the same, after being sent away. */
  rest(): void {
    this.#resting = true
  }

  /** Pastes a lot of text, and takes out a lot of what was there, if it may write. */
  paste(random: Prng): void {
    const { doc, writable, unsaved } = this.#session
    if (!writable || !doc || unsaved.count >= maxUnsaved) return
    const insert = Array.from({ length: pastedUnits / 8 }, () =>
      random
        .int(2 ** 24)
        .toString(36)
        .padStart(8, ' '),
    )
    this.#session.edit([{ from: 0, to: Math.min(doc.length, pastedUnits), insert: insert.join('') }])
  }

  /** Loads the page again: what was not saved is on the device. */
  async reload(): Promise<void> {
    const old = this.#session
    await old.close()
    this.#session = this.#open()
  }

  /** Opens the document on another device that has nothing of it yet, once nothing is left to save on this one. */
  async openAnew(): Promise<void> {
    if (this.#session.unsaved.count === 0) {
      this.#store = this.#newStore()
    }
    await this.reload()
  }

  close(): Promise<void> {
    this.#pause()
    return this.#session.close()
  }

  #act(): void {
    const session = this.#session
    if (session.state.phase === 'closed') {
      this.#comeBack()
    } else if (this.#resting) {
      return
    } else if (this.#random.chance(0.003) && session.doc) {
      void (this.#random.chance(0.3) ? this.openAnew() : this.reload())
    } else if (session.writable && session.unsaved.count < maxUnsaved && session.doc) {
      const { doc } = session
      if (this.#random.chance(0.03)) session.setProperty(`key ${this.#random.int(5)}`, this.#random.int(1_000))
      else session.edit(nextEdit(doc.length, (from, to) => doc.slice(from, to), this.#random))
    }
  }

  /** Sent away: what could not be accepted was given back. Tries again in a while, with an empty device. */
  #comeBack(): void {
    this.#pause()
    this.#timer = setTimeout(() => {
      const { state } = this.#session
      if (state.phase === 'closed' && state.reason.code === 'auth_required') {
        this.#session.retryNow()
      } else {
        void this.#session.close()
        this.#store = this.#newStore()
        this.#session = this.#open()
      }
      this.start()
    }, returnMs)
  }

  #pause(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  #newStore(): OfflineStore {
    return recordingStore(this.#surroundings.recorder, () => this.#watched, this.#own)
  }

  get #watched(): Watched {
    return { doc: this.doc, user: this.user.id, session: `${this.name}.${this.#pages}` }
  }

  #open(): Session {
    this.#pages++
    const { urls, origin, ticketSecret, recorder, shown } = this.#surroundings
    const watched = this.#watched
    const next = () => socketIoTransport(urls[this.#node++ % urls.length] ?? '', origin)
    const isOwn = (replica: number) => this.#own.has(replica)
    const session = createSession({
      url: '',
      documentId: this.doc,
      transport: new RecordingTransport({ next, recorder, watched, isOwn, shown }),
      store: this.#store,
      // Back soon, so that each fault meets people who are at work.
      random: () => this.#random.int(1_000) / 20_000,
      ticket: () =>
        mintTicket(ticketSecret, {
          userId: this.user.id,
          name: this.user.name,
          sessionId: this.user.signInId,
        }),
    })
    session.on('rescued', ({ changes }) => {
      for (const { replica, rseq } of changes)
        recorder.record({ type: 'fail', what: 'edit', ...watched, replica, rseq })
    })
    return session
  }
}
