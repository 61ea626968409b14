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
import { signIn } from '../accounts/accounts.ts'
import type { SignInHolder } from '../accounts/sign-in.ts'
import { accountOf } from '../accounts/sign-ins.ts'
import { getDocument } from '../documents/get.ts'
import { blockPerson } from '../sharing/blocked.ts'
import { hearing } from '../testing/notifications.ts'
import { behind } from '../testing/waiting.ts'
import { listAccounts } from './accounts-list.ts'
import { administerDisabled, administerReset, administerSignIns, administerTransfer } from './administer.ts'
import { isAdministrator, setAdministrator } from './administrators.ts'
import { listAuditLog } from './audit-log.ts'
import { listAllDocuments } from './documents-list.ts'

let db: TestDatabase
let ada: CreatedUser
let alice: CreatedUser
let bob: CreatedUser
let document: string
const signIns = new Map<string, string>()

beforeAll(async () => {
  db = await testDatabase()
  const make = (name: string) => createUser(db, { name, email: `${name.toLowerCase()}@example.test` })
  ;[ada, alice] = await Promise.all([make('Ada'), make('Alice')])
})
afterAll(() => db[Symbol.asyncDispose]())

beforeEach(async () => {
  await setAdministrator(db, ada.id, true)
  bob = await createUser(db, { name: 'Bob' })
  for (const { id } of [ada, alice, bob]) signIns.set(id, await createSignIn(db, id))
  document = (await createDocument(db, { owner: alice, title: 'Plans 100%', people: [] })).id
})

/** Somebody at a sign-in at which they have just shown who they are. */
const as = (user: CreatedUser): SignInHolder => ({ userId: user.id, signInId: signIns.get(user.id) ?? 'none' })
const role = (user: CreatedUser) =>
  getDocument(db, as(user), document).then(
    (found) => found.role,
    () => null,
  )
const lastEvents = async (count: number) =>
  (await listAuditLog(db, as(ada))).items
    .slice(0, count)
    .map(({ event, actor, subject }) => [actor?.name ?? null, event, subject?.name ?? null])

describe('who is no administrator gets the answer of what does not exist', () => {
  const deeds: [what: string, (actor: SignInHolder) => Promise<unknown>][] = [
    ['the accounts', (actor) => listAccounts(db, actor)],
    ['the documents', (actor) => listAllDocuments(db, actor)],
    ['the audit log', (actor) => listAuditLog(db, actor)],
    ['disabling', (actor) => administerDisabled(db, actor, bob.id, true)],
    ['ending sign-ins', (actor) => administerSignIns(db, actor, bob.id)],
    ['a new password', (actor) => administerReset(db, actor, bob.id)],
    ['another owner', (actor) => administerTransfer(db, actor, document, { email: bob.email })],
  ]
  test.each(deeds)('%s', async (_, deed) => {
    const holder = { userId: bob.id, signInId: await createSignIn(db, bob.id) }
    const refused = async (actor: SignInHolder) => expect(deed(actor)).rejects.toMatchObject({ code: 'not_found' })
    await refused(as(alice))
    await refused({ userId: 'nobody', signInId: 'none' })
    await refused({ userId: 'a\0b', signInId: 'a\0b' })
    // From the commit on, and for one whose account is disabled.
    await setAdministrator(db, ada.id, false)
    await refused(as(ada))
    await setAdministrator(db, ada.id, true)
    await db.pool.query('SELECT set_disabled($1, true)', [ada.id])
    await refused(as(ada))
    await db.pool.query('SELECT set_disabled($1, false)', [ada.id])
    expect([await role(alice), await role(bob)]).toEqual(['owner', null])
    await expect(openAccess(db, holder, document)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('an administrator who has not shown lately who they are', () => {
  const deeds: [what: string, (actor: SignInHolder) => Promise<unknown>][] = [
    ['disables nobody', (actor) => administerDisabled(db, actor, bob.id, true)],
    ['ends no sign-in', (actor) => administerSignIns(db, actor, bob.id)],
    ['has no link sent', (actor) => administerReset(db, actor, bob.id)],
    ['gives no document away', (actor) => administerTransfer(db, actor, document, { email: bob.email })],
  ]
  test.each(deeds)('%s', async (_, deed) => {
    const signInId = await createSignIn(db, ada.id, { proved: false })
    const before = await lastEvents(1)
    await expect(deed({ userId: ada.id, signInId })).rejects.toMatchObject({ code: 'forbidden', field: 'proof' })
    expect(await lastEvents(1)).toEqual(before)
    expect([await role(alice), await role(bob)]).toEqual(['owner', null])
    expect(await accountOf(db, as(bob))).not.toBeNull()
  })

  test('nor who comes with another’s sign-in, or with one that has ended', async () => {
    for (const signInId of [signIns.get(bob.id) ?? '', 'none']) {
      const call = administerDisabled(db, { userId: ada.id, signInId }, bob.id, true)
      await expect(call).rejects.toMatchObject({ code: 'auth_required' })
    }
  })
})

test('whoever runs the server makes administrators, of people with an account', async () => {
  expect([await isAdministrator(db, ada.id), await isAdministrator(db, bob.id)]).toEqual([true, false])
  await setAdministrator(db, ada.id, false)
  expect(await isAdministrator(db, ada.id)).toBe(false)
  await setAdministrator(db, ada.id, true)
  expect(await lastEvents(2)).toEqual([
    [null, 'administrator_made', 'Ada'],
    [null, 'administrator_unmade', 'Ada'],
  ])
  const guest = await db.prisma.user.create({ data: { id: `guest-${document}`, name: 'Otter' } })
  for (const id of [guest.id, 'missing', 'a\0b']) {
    await expect(setAdministrator(db, id, true)).rejects.toMatchObject({ code: 'not_found' })
  }
})

describe('an administrator', () => {
  test('disables an account, which ends its sign-ins, and enables it again', async () => {
    const signInId = await createSignIn(db, bob.id)
    await administerDisabled(db, as(ada), bob.id, true)
    await expect(openAccess(db, { userId: bob.id, signInId }, document)).rejects.toMatchObject({
      code: 'account_disabled',
    })
    // Both of his sign-ins.
    expect(await lastEvents(3)).toEqual([
      ['Ada', 'sign_in_ended', 'Bob'],
      ['Ada', 'sign_in_ended', 'Bob'],
      ['Ada', 'account_disabled', 'Bob'],
    ])
    await administerDisabled(db, as(ada), bob.id, false)
    expect(await signIn(db, { email: bob.email, password: bob.password, agent: '' })).toMatchObject({ id: bob.id })
    await expect(administerDisabled(db, as(ada), ada.id, true)).rejects.toMatchObject({ code: 'conflict' })
    await expect(administerDisabled(db, as(ada), 'missing', true)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('ends somebody’s sign-ins, and has a link for another password sent', async () => {
    const signInId = await createSignIn(db, bob.id)
    await administerSignIns(db, as(ada), bob.id)
    await expect(openAccess(db, { userId: bob.id, signInId }, document)).rejects.toMatchObject({
      code: 'auth_required',
    })
    expect(await administerReset(db, as(ada), bob.id)).toEqual({ email: bob.email })
    expect(await lastEvents(1)).toEqual([['Ada', 'password_reset_asked', 'Bob']])
  })

  test('gives a document another owner, who was perhaps blocked, and gets nothing of it', async () => {
    await db.prisma.permission.create({ data: { documentId: document, userId: bob.id, role: 'viewer' } })
    await blockPerson(db, as(alice), document, bob.id)
    const heard = await hearing(db, () =>
      administerTransfer(db, as(ada), document, { email: ` ${bob.email.toUpperCase()}` }),
    )
    expect(heard).toEqual([`tandem_access ${document} `])
    expect([await role(bob), await role(alice), await role(ada)]).toEqual(['owner', 'editor', null])
    expect(await lastEvents(2)).toEqual([
      ['Ada', 'access_changed', 'Alice'],
      ['Ada', 'access_given', 'Bob'],
    ])
    const bad: [documentId: string, email: string, code: string][] = [
      [document, ada.email, 'forbidden'],
      [document, 'nobody@example.test', 'bad_request'],
      [document, 'nobody', 'bad_request'],
      ['missing', bob.email, 'not_found'],
      ['a\0b', bob.email, 'not_found'],
    ]
    for (const [id, email, code] of bad) {
      await expect(administerTransfer(db, as(ada), id, { email })).rejects.toMatchObject({ code })
    }
  })

  test('make nobody the owner by an address that was not shown to be theirs, where that counts', async () => {
    const { id, email } = await createUser(db, { name: 'Zoe', verified: false })
    const transfer = (verifiedOnly: boolean) => administerTransfer(db, as(ada), document, { email }, { verifiedOnly })
    await expect(transfer(true)).rejects.toMatchObject({ code: 'bad_request', field: 'email' })
    await transfer(false)
    expect((await getDocument(db, { userId: id }, document)).role).toBe('owner')
  })

  test('make nobody the owner who deletes their account at the same moment', async () => {
    // The deletion holds the account; the transfer, which saw it, waits for that.
    const deletion = ['SELECT delete_account($1, $2, 600, 1)', [bob.id, signIns.get(bob.id)]] as const
    const outcome = await behind(db, deletion, () => administerTransfer(db, as(ada), document, { email: bob.email }))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'bad_request' } })
    expect([await role(alice), await role(bob)]).toEqual(['owner', null])
  })

  test('can’t open a document by being one', async () => {
    const holder = { userId: ada.id, signInId: await createSignIn(db, ada.id) }
    await expect(openAccess(db, holder, document)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getDocument(db, as(ada), document)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the lists', () => {
  test('of accounts are searched by name and address, as text', async () => {
    const found = async (query: string) => (await listAccounts(db, as(ada), { query })).items.map(({ name }) => name)
    expect(await found('ALI')).toEqual(['Alice'])
    expect(await found(bob.email.toUpperCase().slice(3, 30))).toEqual(['Bob'])
    expect(await found('%')).toEqual([])
    expect(await found('_')).toEqual([])
    expect(await found("' OR 1=1 --")).toEqual([])
    const [item] = (await listAccounts(db, as(ada), { query: 'alice@' })).items
    expect(item).toMatchObject({ isVerified: true, isAdministrator: false, disabledAt: null })
    expect(item?.documents).toBeGreaterThan(0)
    for (const input of [{ query: 'a'.repeat(201) }, { query: 'a\0' }, { after: 'a b' }]) {
      await expect(listAccounts(db, as(ada), input)).rejects.toMatchObject({ code: 'bad_request' })
    }
  })

  test('of accounts come page by page, each account once', async () => {
    await db.pool.query(
      `INSERT INTO "user" (id, name, email) SELECT 'many-' || n, 'Many', 'many-' || n || '@x.test'
        FROM generate_series(1, 120) n`,
    )
    const names: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listAccounts>> = await listAccounts(db, as(ada), { query: 'many', after })
      names.push(...page.items.map(({ id }) => id))
      after = page.next
    } while (after !== null)
    expect([names.length, new Set(names).size]).toEqual([120, 120])
  })

  test('of documents are searched by title, id and owner, and say nothing of what is in them', async () => {
    for (const query of ['100%', document, 'Alice@example.test']) {
      const { items } = await listAllDocuments(db, as(ada), { query })
      const found = items.find(({ id }) => id === document)
      expect(found?.owners).toEqual([{ id: alice.id, name: 'Alice', email: alice.email }])
      expect(Object.keys(found ?? {}).sort()).toEqual(['editedAt', 'id', 'owners', 'people', 'title', 'trashedAt'])
    }
    expect((await listAllDocuments(db, as(ada), { query: 'no such title' })).items).toEqual([])
  })

  test('of what was done are searched by person and document', async () => {
    await db.prisma.permission.create({ data: { documentId: document, userId: bob.id, role: 'viewer' } })
    const { items } = await listAuditLog(db, as(ada), { query: document })
    expect(items.map(({ event, document }) => [event, document?.title])).toEqual([
      ['access_given', 'Plans 100%'],
      ['document_made', 'Plans 100%'],
    ])
    const ofBob = (await listAuditLog(db, as(ada), { query: bob.email })).items
    expect(ofBob.every(({ actor, subject }) => actor?.name === 'Bob' || subject?.name === 'Bob')).toBe(true)
    expect(ofBob.length).toBeGreaterThan(0)
  })
})
