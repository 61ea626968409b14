import { newId } from '@tandem/db'
import { type CreatedUser, createDocument, createSignIn, createUser, type TestDatabase } from '@tandem/db/factories'
import type { ChangeEntry } from '../../log/change-entry.ts'
import { issueReplica } from '../../log/replicas.ts'
import { createLink } from '../../sharing/links.ts'
import { changeTo, letEditorsShare, type Parties } from './change-to.ts'
import { roleOf, type Standing } from './standing.ts'

/** Alice's document, and Bob, who asks for something there. */
export type Scene = Parties & {
  readonly db: TestDatabase
  /** Who views the document: somebody to do something about. */
  readonly vera: CreatedUser
  /** Who has an account and no access. */
  readonly sam: CreatedUser
  readonly linkId: string
  readonly invitationId: string
  /** Somebody who may not come. */
  readonly blockedId: string
  /** A change that Bob wants to make. */
  readonly entry: ChangeEntry
}

/** A scene where Bob stands there, as he has always done. Those who were something before are made that by `changeTo`. */
export async function setScene(db: TestDatabase, standing: Standing): Promise<Scene> {
  const [alice, bobby, vera, sam, mallory] = await Promise.all(
    ['Alice', 'Bob', 'Vera', 'Sam', 'Mallory'].map((name) => createUser(db, { name })),
  )
  if (!alice || !bobby || !vera || !sam || !mallory) throw new Error('five people')
  const isStranger = standing === 'stranger'
  const role = roleOf(standing) ?? 'owner'
  const { id: documentId } = await createDocument(db, {
    owner: alice,
    people: [{ userId: vera.id, role: 'viewer' }, ...(isStranger ? [] : [{ userId: bobby.id, role }])],
  })
  if (standing === 'sharing editor') await db.pool.query(letEditorsShare({ documentId, alice }))
  const signInId = standing === 'signed out' ? 'none' : await createSignIn(db, bobby.id)
  const { id: linkId } = await createLink(db, { userId: alice.id }, documentId, { role: 'viewer' })
  await db.prisma.blockedPerson.create({ data: { documentId, userId: mallory.id } })
  const invitation = { documentId, email: `${documentId.toLowerCase()}@example.test`, role: 'viewer' } as const
  const expiresAt = new Date(Date.now() + 60_000)
  const { id: invitationId } = await db.prisma.invitation.create({
    data: { id: newId(), ...invitation, message: '', expiresAt },
    select: { id: true },
  })
  await db.prisma.accessRequest.create({ data: { documentId, userId: vera.id, role: 'editor', message: '' } })
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
  const scene = { db, documentId, alice, bob, vera, sam, linkId, invitationId, blockedId: mallory.id, entry }
  if (roleOf(standing) === null && !isStranger && standing !== 'signed out') {
    await db.pool.query(changeTo(scene, standing))
  }
  return scene
}
