import { Prng } from '@tandem/crdt/testing'
import type { Database } from '@tandem/db'
import { createDocument, createSignIn, createUser } from '@tandem/db/factories'
import { Actor, type Surroundings } from './actor.ts'
import type { Person } from './person.ts'

/** One document, and those of its people to whom something is done. */
export type StagedDocument = {
  readonly id: string
  readonly title: string
  readonly owner: Person
  /** Comes and goes: roles are given to and taken from this one. */
  readonly guest: Person
  /** Comes and goes as well, and never writes: their own writing can't be what tells them that they are out. */
  readonly reader: Person
  /** May only read, from the beginning to the end. */
  readonly viewer: Person
}

/** Who is there, and what is open. */
export type Cast = { readonly documents: readonly StagedDocument[]; readonly actors: readonly Actor[] }

/** What a document has in it before anybody types. */
const firstText = 'What is here was here before.\n'.repeat(20)

/**
 * Puts people in front of documents: each has an owner with two pages open, two editors, a viewer, and two who come and
 * go.
 */
export async function setStage(db: Database, count: number, surroundings: Surroundings, random: Prng): Promise<Cast> {
  const documents: StagedDocument[] = []
  const actors: Actor[] = []
  for (let number = 1; number <= count; number++) {
    const person = async (name: string): Promise<Person> => {
      const user = await createUser(db, { name: `${name} ${number}` })
      return { ...user, signInId: await createSignIn(db, user.id) }
    }
    const [owner, alice, bob, viewer, guest, reader] = [
      await person('owner'),
      await person('alice'),
      await person('bob'),
      await person('viewer'),
      await person('guest'),
      await person('reader'),
    ]
    const title = `Document ${number}`
    const { id } = await createDocument(db, {
      owner,
      title,
      text: firstText,
      people: [
        { userId: alice.id, role: 'editor' },
        { userId: bob.id, role: 'editor' },
        { userId: viewer.id, role: 'viewer' },
        { userId: guest.id, role: 'editor' },
        { userId: reader.id, role: 'viewer' },
      ],
    })
    documents.push({ id, title, owner, guest, reader, viewer })
    surroundings.recorder.record({
      type: 'info',
      what: 'people',
      doc: id,
      roles: {
        [owner.id]: 'owner',
        [alice.id]: 'editor',
        [bob.id]: 'editor',
        [viewer.id]: 'viewer',
        [guest.id]: 'editor',
        [reader.id]: 'viewer',
      },
    })
    for (const [at, user] of [owner, owner, alice, bob, viewer, guest, reader].entries()) {
      const name = at === 1 ? `${user.name} (second page)` : user.name
      actors.push(new Actor({ doc: id, user, name }, surroundings, new Prng(random.int(2 ** 31))))
    }
  }
  return { documents, actors }
}
