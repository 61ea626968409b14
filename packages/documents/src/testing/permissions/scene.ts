import { type CreatedUser, createDocument, createSignIn, createUser, type TestDatabase } from '@tandem/db/factories'
import type { ChangeEntry } from '../../log/change-entry.ts'
import { issueReplica } from '../../log/replicas.ts'
import { createLink } from '../../sharing/links.ts'
import { changeTo, type Parties } from './change-to.ts'
import { roleOf, type Standing } from './standing.ts'

/** Alice's document, and Bob, who asks for something there. */
export type Scene = Parties & {
  readonly db: TestDatabase
  /** Who views the document: somebody to do something about. */
  readonly vera: CreatedUser
  /** Who has an account and no access. */
  readonly sam: CreatedUser
  readonly linkId: string
  /** A change that Bob wants to make. */
  readonly entry: ChangeEntry
}

/** A scene where Bob stands there, as he has always done. Those who were something before are made that by `changeTo`. */
export async function setScene(db: TestDatabase, standing: Standing): Promise<Scene> {
  const [alice, bobby, vera, sam] = await Promise.all(
    ['Alice', 'Bob', 'Vera', 'Sam'].map((name) => createUser(db, { name })),
  )
  if (!alice || !bobby || !vera || !sam) throw new Error('four people')
  const isStranger = standing === 'stranger'
  const role = roleOf(standing) ?? 'owner'
  const { id: documentId } = await createDocument(db, {
    owner: alice,
    people: [{ userId: vera.id, role: 'viewer' }, ...(isStranger ? [] : [{ userId: bobby.id, role }])],
  })
  const signInId = standing === 'signed out' ? 'none' : await createSignIn(db, bobby.id)
  const { id: linkId } = await createLink(db, { userId: alice.id }, documentId, { role: 'viewer' })
  const bob = { userId: bobby.id, signInId }
  const author = isStranger ? alice.id : bob.userId
  const replica = await issueReplica(db, { documentId, userId: author, sessionId: 'a session' })
  const entry = {
    user: bob.userId,
    signIn: signInId,
    replica,
    rseq: 1,
    lamport: 1,
    lamports: 1,
    counter: 0,
    characters: 1,
    references: new Map<number, number>(),
    payload: Buffer.from('a change'),
  }
  const scene = { db, documentId, alice, bob, vera, sam, linkId, entry }
  if (roleOf(standing) === null && !isStranger && standing !== 'signed out') {
    await db.pool.query(changeTo(scene, standing))
  }
  return scene
}
