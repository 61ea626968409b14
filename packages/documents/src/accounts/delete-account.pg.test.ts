import {
  type CreatedUser,
  createDocument,
  createSignIn,
  createUser,
  type TestDatabase,
  testDatabase,
} from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openAccess } from '../access/access.ts'
import { isAdministrator, setAdministrator } from '../administration/administrators.ts'
import { getDocument } from '../documents/get.ts'
import { trashDocument } from '../documents/trash.ts'
import { createLink } from '../sharing/links.ts'
import { changeRole, listPeople } from '../sharing/people.ts'
import { hearing } from '../testing/notifications.ts'
import { changePassword, signIn, signUp } from './accounts.ts'
import { accountDeletion, deleteAccount } from './delete-account.ts'
import { requestPasswordReset } from './password-reset.ts'
import { changePreferences } from './preferences.ts'
import { accountOf } from './sign-ins.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

let alice: CreatedUser
let bob: CreatedUser
beforeEach(async () => {
  ;[alice, bob] = [await createUser(db, { name: 'Alice' }), await createUser(db, { name: 'Bob' })]
})

const as = (user: CreatedUser) => ({ userId: user.id })
const editor = (user: CreatedUser) => ({ userId: user.id, role: 'editor' as const })
const remains = async (id: string) => (await db.prisma.document.count({ where: { id } })) === 1

test('ends every sign-in, forgets the person, and frees the address', async () => {
  const signInId = await createSignIn(db, alice.id)
  await requestPasswordReset(db, alice.email)
  await deleteAccount(db, alice.id, alice.password)
  expect(await accountOf(db, { userId: alice.id, signInId })).toBeNull()
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
  await deleteAccount(db, alice.id, alice.password)
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
  await deleteAccount(db, alice.id, alice.password)
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
  expect(await accountDeletion(db, alice.id)).toEqual({ inTheWay: [], documents: 24, needsPassword: true })
  await deleteAccount(db, alice.id, alice.password)
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
    const signInId = await createSignIn(db, alice.id)
    const mine = await createDocument(db, { owner: alice })
    const { id } = await share()
    expect(await accountDeletion(db, alice.id)).toEqual({
      inTheWay: [{ id, title: 'Plan' }],
      documents: 1,
      needsPassword: true,
    })
    await expect(deleteAccount(db, alice.id, alice.password)).rejects.toMatchObject({ code: 'last_owner' })
    expect(await accountOf(db, { userId: alice.id, signInId })).toMatchObject({ name: 'Alice' })
    expect(await remains(mine.id)).toBe(true)
    await trashDocument(db, as(alice), id)
    await deleteAccount(db, alice.id, alice.password)
    expect(await remains(id)).toBe(false)
  })

  test('until somebody else owns it, too', async () => {
    const { id } = await createDocument(db, { owner: alice, people: [editor(bob)] })
    await changeRole(db, as(alice), id, bob.id, 'owner')
    await deleteAccount(db, alice.id, alice.password)
    expect(await getDocument(db, as(bob), id)).toMatchObject({ role: 'owner' })
  })
})

test('two owners who delete their accounts at once leave no document without one', async () => {
  for (let round = 0; round < 5; round++) {
    const [first, second] = [await createUser(db), await createUser(db)]
    const people = [{ userId: second.id, role: 'owner' as const }, editor(bob)]
    const { id } = await createDocument(db, { owner: first, people })
    const results = await Promise.allSettled([first, second].map((user) => deleteAccount(db, user.id, user.password)))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.prisma.permission.count({ where: { documentId: id, role: 'owner' } })).toBe(1)
  }
})

test('whoever has a document of theirs open hears that they are gone', async () => {
  const { id } = await createDocument(db, { owner: bob, people: [editor(alice)] })
  const signInId = await createSignIn(db, alice.id)
  const heard = await hearing(db, () => deleteAccount(db, alice.id, alice.password))
  expect(heard).toContain(`tandem_access  ${alice.id}`)
  const opening = openAccess(db, { userId: alice.id, signInId }, id)
  await expect(opening).rejects.toMatchObject({ code: 'auth_required' })
})

test('asks for the password of whoever has one', async () => {
  for (const wrong of ['not the password', '', null, 'x'.repeat(1_000_000)]) {
    const call = deleteAccount(db, alice.id, wrong)
    await expect(call).rejects.toMatchObject({ code: 'bad_request', field: 'password' })
  }
  const guest = await db.prisma.user.create({ data: { id: `guest-${alice.id}`, name: 'Anonymous Otter' } })
  expect(await accountDeletion(db, guest.id)).toMatchObject({ needsPassword: false })
  await deleteAccount(db, guest.id, null)
  expect(await db.prisma.user.findUnique({ where: { id: guest.id } })).toMatchObject({ name: 'Deleted person' })
})

test('with a password that is just being changed does one of the two', async () => {
  const change = changePassword(db, alice.id, { password: alice.password, next: 'quite another password' })
  const results = await Promise.allSettled([change, deleteAccount(db, alice.id, alice.password)])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('nobody, and who is deleted already, is nobody', async () => {
  await deleteAccount(db, alice.id, alice.password)
  for (const id of [alice.id, 'missing', '', 'a\0b']) {
    await expect(deleteAccount(db, id, alice.password)).rejects.toMatchObject({ code: 'auth_required' })
    await expect(accountDeletion(db, id)).rejects.toMatchObject({ code: 'auth_required' })
  }
})

test('nothing of theirs stays in any table but what they wrote', async () => {
  await createDocument(db, { owner: bob, people: [editor(alice)] })
  await deleteAccount(db, alice.id, alice.password)
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
