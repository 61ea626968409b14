import { editOfRevert } from '@tandem/crdt/revert'
import { createDocument } from '@tandem/db/factories'
import { expect, test } from 'vitest'
import { db, somebody, stagePeople } from '../testing/people.ts'
import { maxRevertRows } from './content-limits.ts'
import { listWriters } from './list-writers.ts'
import { openDoc } from './open-doc.ts'
import { planRevert, type Reverted } from './plan-revert.ts'
import { readContent } from './read-content.ts'
import { editText, replaceText } from './write-content.ts'

const hour = 3600

stagePeople()

/** What Alice wrote two hours ago, and Bob may go on with; Vera may read it. */
async function scene(text: string) {
  const [alice, bob, vera] = [await somebody('Alice'), await somebody('Bob'), await somebody('Vera')]
  const { id } = await createDocument(db, {
    owner: { id: alice.userId },
    text,
    editedAt: new Date(Date.now() - 2 * hour * 1000),
    people: [
      { userId: bob.userId, role: 'editor' },
      { userId: vera.userId, role: 'viewer' },
    ],
  })
  return { alice, bob, vera, id }
}

type Scene = Awaited<ReturnType<typeof scene>>

/** What there would be after Alice took back what somebody did. */
async function textWithout({ alice, id }: Scene, reverted: Reverted): Promise<string> {
  const { plan, revision } = await planRevert(db, alice, id, reverted)
  const { doc } = await openDoc(db, id, revision)
  const edit = editOfRevert(doc, plan)
  if (edit.length === 0) return doc.toString()
  await editText(db, alice, id, { base: revision, edit })
  return (await readContent(db, alice, id)).text
}

test('A26 what somebody wrote goes, what they deleted comes back, what others wrote stays', async () => {
  const at = await scene('one two three')
  const { alice, bob, id } = at
  await replaceText(db, bob, id, { base: null, text: 'one three, said Bob' })
  await replaceText(db, alice, id, { base: null, text: 'one three, said Bob. Alice was here' })
  expect(await textWithout(at, { userId: bob.userId, seconds: hour })).toBe('one two three. Alice was here')
  const { plan } = await planRevert(db, alice, id, { userId: bob.userId, seconds: hour })
  expect(plan).toEqual({ deletions: [], insertions: [], known: [] })
})

test('A26 only what was written since the moment, and as much of it as one wants', async () => {
  const at = await scene('before')
  const { alice, id } = at
  await replaceText(db, alice, id, { base: null, text: 'before and after' })
  expect(await textWithout(at, { userId: alice.userId, seconds: hour })).toBe('before')
  expect(await textWithout(at, { userId: alice.userId, seconds: null })).toBe('')
})

test('A26 what is refused', async () => {
  const at = await scene('text')
  const { alice, bob, vera, id } = at
  const reverted = { userId: bob.userId, seconds: null }
  const stranger = await somebody('Mallory')
  await expect(planRevert(db, vera, id, reverted)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(planRevert(db, stranger, id, reverted)).rejects.toMatchObject({ code: 'not_found' })
  await expect(planRevert(db, alice, 'none', reverted)).rejects.toMatchObject({ code: 'not_found' })
  await db.owner.query('UPDATE document SET head = head + $2 WHERE id = $1', [id, maxRevertRows])
  await expect(planRevert(db, alice, id, reverted)).rejects.toMatchObject({ code: 'too_large' })
  await db.owner.query('UPDATE document SET trashed_at = now() WHERE id = $1', [id])
  await expect(planRevert(db, alice, id, reverted)).rejects.toMatchObject({ code: 'document_trashed' })
})

test('A26 whoever wrote is listed, the last one first, also who has left and guests', async () => {
  const { alice, bob, vera, id } = await scene('text')
  await replaceText(db, bob, id, { base: null, text: 'text of Bob' })
  await db.owner.query('DELETE FROM permission WHERE user_id = $1', [bob.userId])
  await db.owner.query('UPDATE "user" SET email = NULL, password_hash = NULL WHERE id = $1', [bob.userId])
  const writers = await listWriters(db, vera, id)
  expect(writers.map(({ userId, name, isGuest }) => ({ userId, name, isGuest }))).toEqual([
    { userId: bob.userId, name: 'Bob', isGuest: true },
    { userId: alice.userId, name: 'Alice', isGuest: false },
  ])
  await expect(listWriters(db, bob, id)).rejects.toMatchObject({ code: 'not_found' })
})
