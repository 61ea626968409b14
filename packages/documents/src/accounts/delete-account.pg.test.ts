import { createDocument, createUser } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { openAccess } from '../access/access.ts'
import { isAdministrator, setAdministrator } from '../administration/administrators.ts'
import { getDocument } from '../documents/get.ts'
import { trashDocument } from '../documents/trash.ts'
import { createLink } from '../sharing/links.ts'
import { changeRole, listPeople } from '../sharing/people.ts'
import { hearing } from '../testing/notifications.ts'
import { alice, as, bob, db, guest, signedIn, stagePeople } from '../testing/people.ts'
import { changePassword, signIn, signUp } from './accounts.ts'
import { accountDeletion, deleteAccount } from './delete-account.ts'
import { requestPasswordReset } from './password-reset.ts'
import { changePreferences } from './preferences.ts'
import { proveByPassword, requireRecentProof } from './recent-proof.ts'
import { deletionProofSeconds } from './sign-in.ts'
import { accountOf } from './sign-ins.ts'

stagePeople()

const editor = ({ id }: { readonly id: string }) => ({ userId: id, role: 'editor' as const })
/** Alice deletes her account. */
const deleted = async () => deleteAccount(db, await signedIn(alice))
const remains = async (id: string) => (await db.prisma.document.count({ where: { id } })) === 1

test('ends every sign-in, forgets the person, and frees the address', async () => {
  const holder = await signedIn(alice)
  await requestPasswordReset(db, alice.email)
  await deleteAccount(db, holder)
  expect(await accountOf(db, holder)).toBeNull()
  expect(await signIn(db, { ...alice, agent: '' })).toBeNull()
  const row = await db.prisma.user.findUniqueOrThrow({ where: { id: alice.id } })
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`Alice|argon2|${alice.email}`))
  expect(await db.prisma.accountToken.count({ where: { userId: alice.id } })).toBe(0)
  const { userId } = await signUp(db, { email: alice.email, name: 'Alice', password: alice.password })
  expect(userId).not.toBe(alice.id)
})

test('an administrator’s, too, with what they preferred', async () => {
  await setAdministrator(db, alice.id, true)
  await changePreferences(db, alice.id, { theme: 'dark' })
  await deleted()
  expect(await isAdministrator(db, alice.id)).toBe(false)
  const { preferences } = await db.prisma.user.findUniqueOrThrow({ where: { id: alice.id } })
  expect(preferences).toEqual({})
})

test('what they wrote in documents of others stays, by a deleted person', async () => {
  const { id } = await createDocument(db, {
    owner: alice,
    text: 'by Alice',
    people: [{ userId: bob.id, role: 'owner' }],
  })
  await deleted()
  expect(await listPeople(db, as(bob), id)).toEqual([expect.objectContaining({ role: 'owner', isYou: true })])
  const authors = await db.prisma.replica.findMany({
    where: { documentId: id },
    select: { user: { select: { name: true } } },
  })
  expect(authors).toEqual([{ user: { name: 'Deleted person' } }])
})

test('what is theirs alone goes with them, with what is in their trash, however much it is', async () => {
  const alone = await Promise.all(Array.from({ length: 23 }, () => createDocument(db, { owner: alice, text: 'mine' })))
  const trashed = await createDocument(db, { owner: alice, people: [editor(bob)], trashed: true })
  const others = await createDocument(db, { owner: bob, people: [editor(alice)] })
  expect(await accountDeletion(db, alice.id)).toEqual({ inTheWay: [], documents: 24 })
  await deleted()
  for (const { id } of [...alone, trashed]) expect(await remains(id)).toBe(false)
  expect(await remains(others.id)).toBe(true)
})

describe('a document that others would miss is in the way', () => {
  const ways: [name: string, share: () => Promise<{ id: string }>][] = [
    ['somebody edits it', () => createDocument(db, { owner: alice, title: 'Plan', people: [editor(bob)] })],
    [
      'a link leads there',
      async () => {
        const document = await createDocument(db, { owner: alice, title: 'Plan' })
        await createLink(db, as(alice), document.id, { role: 'viewer' })
        return document
      },
    ],
  ]
  test.each(ways)('%s', async (_, share) => {
    const holder = await signedIn(alice)
    const mine = await createDocument(db, { owner: alice })
    const { id } = await share()
    expect(await accountDeletion(db, alice.id)).toEqual({ inTheWay: [{ id, title: 'Plan' }], documents: 1 })
    await expect(deleteAccount(db, holder)).rejects.toMatchObject({ code: 'last_owner' })
    expect(await accountOf(db, holder)).toMatchObject({ name: 'Alice' })
    expect(await remains(mine.id)).toBe(true)
    await trashDocument(db, as(alice), id)
    await deleted()
    expect(await remains(id)).toBe(false)
  })

  test('until somebody else owns it, too', async () => {
    const { id } = await createDocument(db, { owner: alice, people: [editor(bob)] })
    await changeRole(db, as(alice), id, bob.id, 'owner')
    await deleted()
    expect(await getDocument(db, as(bob), id)).toMatchObject({ role: 'owner' })
  })
})

test('two owners who delete their accounts at once leave no document without one', async () => {
  for (let round = 0; round < 5; round++) {
    const [first, second] = [await createUser(db), await createUser(db)]
    const people = [{ userId: second.id, role: 'owner' as const }, editor(bob)]
    const { id } = await createDocument(db, { owner: first, people })
    const holders = await Promise.all([first, second].map((user) => signedIn(user)))
    const results = await Promise.allSettled(holders.map((holder) => deleteAccount(db, holder)))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.prisma.permission.count({ where: { documentId: id, role: 'owner' } })).toBe(1)
  }
})

test('whoever has a document of theirs open hears that they are gone', async () => {
  const { id } = await createDocument(db, { owner: bob, people: [editor(alice)] })
  const holder = await signedIn(alice)
  const heard = await hearing(db, () => deleteAccount(db, holder))
  expect(heard).toContain(`tandem_access  ${alice.id}`)
  await expect(openAccess(db, holder, id)).rejects.toMatchObject({ code: 'auth_required' })
})

test('wants a recent proof of who they are, but of guests, who have none', async () => {
  const holder = await signedIn(alice, { proved: false })
  await expect(deleteAccount(db, holder)).rejects.toMatchObject({ code: 'forbidden', field: 'proof' })
  expect(await accountOf(db, holder)).toMatchObject({ name: 'Alice' })
  const { id } = await guest()
  await deleteAccount(db, await signedIn({ id }, { proved: false }))
  expect(await db.prisma.user.findUnique({ where: { id } })).toMatchObject({ name: 'Deleted person' })
})

test('signing in a moment ago is no proof for it, the password once more is, for two minutes', async () => {
  const entered = await signIn(db, { ...alice, agent: '' })
  const holder = { userId: alice.id, signInId: entered?.signInId ?? '' }
  await requireRecentProof(db, holder)
  await expect(deleteAccount(db, holder)).rejects.toMatchObject({ code: 'forbidden', field: 'proof' })
  await proveByPassword(db, holder, { password: alice.password, secondFactor: null })
  const older = (seconds: number) =>
    db.pool.query(
      `UPDATE sign_in SET created_at = created_at - interval '1 hour',
        proved_at = proved_at - make_interval(secs => $2) WHERE id = $1`,
      [holder.signInId, seconds],
    )
  await older(deletionProofSeconds)
  await expect(deleteAccount(db, holder)).rejects.toMatchObject({ code: 'forbidden', field: 'proof' })
  await older(10 - deletionProofSeconds)
  await deleteAccount(db, holder)
  expect(await accountOf(db, holder)).toBeNull()
})

test('while the password is being changed does one of the two', async () => {
  const holder = await signedIn(alice)
  const change = changePassword(db, alice.id, { password: alice.password, next: 'quite another password' })
  const results = await Promise.allSettled([change, deleteAccount(db, holder)])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('nobody, and who is deleted already, is nobody', async () => {
  const holder = await signedIn(alice)
  await deleteAccount(db, holder)
  for (const id of [alice.id, 'missing', '', 'a\0b']) {
    await expect(deleteAccount(db, { ...holder, userId: id })).rejects.toMatchObject({ code: 'auth_required' })
    await expect(accountDeletion(db, id)).rejects.toMatchObject({ code: 'auth_required' })
  }
})

test('nothing of theirs stays in any table but what they wrote', async () => {
  await createDocument(db, { owner: bob, people: [editor(alice)] })
  await deleted()
  const { rows: tables } = await db.pool.query<{ name: string; key: string }>(
    `SELECT c.conrelid::regclass::text AS name, a.attname AS key
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND c.confrelid = '"user"'::regclass`,
  )
  expect(tables.map(({ name }) => name)).toContain('replica')
  for (const { name, key } of tables.filter(({ name }) => name !== 'replica')) {
    const { rows } = await db.pool.query(`SELECT count(*)::int AS count FROM ${name} WHERE "${key}" = $1`, [alice.id])
    expect({ name, count: rows[0]?.count }).toEqual({ name, count: 0 })
  }
})
