import type { Prng } from '@tandem/crdt/testing'
import type { Database } from '@tandem/db'
import { createSignIn } from '@tandem/db/factories'
import {
  addPerson,
  changeRole,
  DomainError,
  endAllSignIns,
  head,
  removePerson,
  renameDocument,
  restoreDocument,
  trashDocument,
} from '@tandem/documents'
import type { Role } from '@tandem/protocol'
import type { Action } from '../history/line.ts'
import type { Recorder } from '../history/recorder.ts'
import { documentRow, rolesIn } from '../world/facts.ts'
import { pause } from '../world/pause.ts'
import type { Cast } from './cast.ts'
import type { Person } from './person.ts'

/** Until somebody who was signed out signs in again: longer than anybody may go on reading. */
const signedOutMs = 2_500

/** The head when it could not be read: nothing can be said of rows behind it. */
const unknownHead = Number.MAX_SAFE_INTEGER

/** What owners do with their documents, as the web app does it: through the domain, and past the collaboration servers. */
export class Actions {
  readonly #db: Database
  readonly #recorder: Recorder
  readonly #cast: Cast
  /** Who was signed out, and where: a database that is away may keep them so. */
  readonly #signedOut = new Map<Person, string>()
  #last = Promise.resolve()
  #id = 0

  constructor(db: Database, recorder: Recorder, cast: Cast) {
    this.#db = db
    this.#recorder = recorder
    this.#cast = cast
  }

  /** Does something to one of the documents. Resolves when the database has answered, whatever it said. */
  async doSomething(random: Prng, signal: AbortSignal): Promise<void> {
    await this.signInAll()
    const document = random.pick(this.#cast.documents)
    const person = random.pick([document.guest, document.reader])
    const drawn = random.int(20)
    if (drawn === 0) {
      await this.perform(document.id, { kind: 'trash', trashed: true })
      await this.perform(document.id, { kind: 'trash', trashed: false })
    } else if (drawn < 3) {
      await this.perform(document.id, { kind: 'sign-in', user: person.id, signedIn: false })
      await pause(signedOutMs, signal)
      await this.signInAll()
    } else if (drawn < 6) {
      await this.perform(document.id, { kind: 'title', title: `Title ${random.int(1_000_000)}` })
    } else {
      const roles = person === document.guest ? (['editor', 'viewer', null] as const) : (['viewer', null] as const)
      await this.perform(document.id, { kind: 'role', user: person.id, role: random.pick<Role | null>(roles) })
    }
  }

  /** Whoever was signed out signs in again. */
  async signInAll(): Promise<void> {
    for (const [{ id }, doc] of this.#signedOut) await this.perform(doc, { kind: 'sign-in', user: id, signedIn: true })
  }

  /** Takes everything out of the trash. Rejects when the database can't be asked. */
  async restoreAll(): Promise<void> {
    for (const { id } of this.#cast.documents) {
      const { trashed } = await documentRow(this.#db, id)
      if (trashed) await this.perform(id, { kind: 'trash', trashed: false })
    }
  }

  /**
   * Does one thing, and writes down when it began and what came of it. One after the other: of two at once, as of signing
   * somebody out and in, nobody could say which the database did last.
   */
  perform(doc: string, action: Action): Promise<void> {
    this.#last = this.#last.then(() => this.#record(doc, action))
    return this.#last
  }

  async #record(doc: string, action: Action): Promise<void> {
    const before = await head(this.#db, doc).catch(() => null)
    if (before === null) return
    const line = { what: 'action', id: ++this.#id, doc, action } as const
    this.#recorder.record({ type: 'invoke', ...line, head: before })
    try {
      await this.#perform(doc, action)
    } catch (error) {
      const type = error instanceof DomainError && error.code !== 'busy' ? 'fail' : 'info'
      this.#recorder.record({ type, ...line, head: unknownHead })
      return
    }
    // First that it is done, whoever is killed now; where the log ended then can be asked a little later.
    const t = this.#recorder.now()
    const after = await head(this.#db, doc).catch(() => null)
    this.#recorder.record({ type: 'ok', ...line, head: after ?? unknownHead, t })
  }

  async #perform(doc: string, action: Action): Promise<void> {
    const document = this.#cast.documents.find(({ id }) => id === doc)
    if (!document) throw new Error('no such document is on stage')
    const owner = { userId: document.owner.id }
    const person = 'user' in action && action.user === document.reader.id ? document.reader : document.guest
    switch (action.kind) {
      case 'title':
        return renameDocument(this.#db, owner, doc, action.title)
      case 'trash':
        return action.trashed ? trashDocument(this.#db, owner, doc) : restoreDocument(this.#db, owner, doc)
      case 'sign-in':
        if (action.signedIn) {
          person.signInId = await createSignIn(this.#db, action.user)
          this.#signedOut.delete(person)
          return
        }
        this.#signedOut.set(person, doc)
        return endAllSignIns(this.#db, action.user)
      case 'role': {
        const { [action.user]: now = null } = await rolesIn(this.#db, doc)
        if (action.role === now) return
        if (action.role === null) return removePerson(this.#db, owner, doc, action.user)
        if (now) return changeRole(this.#db, owner, doc, action.user, action.role)
        const role = action.role === 'viewer' ? 'viewer' : 'editor'
        await addPerson(this.#db, owner, doc, { email: person.email, role })
      }
    }
  }
}
