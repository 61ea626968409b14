import type { Database } from '@tandem/db'
import { createDocument, createSignIn, createUser } from '@tandem/db/factories'
import type { Person } from '../people/person.ts'

/** A document in which two people type, and into which two hostile ones are let. */
export type WireDocument = {
  readonly id: string
  readonly owner: Person
  /** Types, too. */
  readonly friend: Person
  /** Hostile; may write. */
  readonly editor: Person
  /** Hostile; may read. */
  readonly viewer: Person
  /** The highest row that anybody hostile heard of: who says that they have it is not sent the text each time. */
  head: number
}

/** The first text, before anybody types. */
const firstText = 'What is here was here before.\n'.repeat(20)

/** Makes so many of them. */
export async function setWireStage(db: Database, count: number): Promise<WireDocument[]> {
  const documents: WireDocument[] = []
  for (let number = 1; number <= count; number++) {
    const person = async (name: string): Promise<Person> => {
      const user = await createUser(db, { name: `${name} ${number}` })
      return { ...user, signInId: await createSignIn(db, user.id) }
    }
    const [owner, friend] = [await person('Alice'), await person('Bob')]
    const [editor, viewer] = [await person('Mallory'), await person('Victor')]
    const people = [
      { userId: friend.id, role: 'editor' as const },
      { userId: editor.id, role: 'editor' as const },
      { userId: viewer.id, role: 'viewer' as const },
    ]
    const { id } = await createDocument(db, { owner, title: `Document ${number}`, text: firstText, people })
    documents.push({ id, owner, friend, editor, viewer, head: 0 })
  }
  return documents
}
