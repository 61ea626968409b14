import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn } from '../accounts/accounts.ts'
import { accountOf } from '../accounts/sign-ins.ts'
import { createDocument as makeDocument } from '../documents/create.ts'
import { getDocument } from '../documents/get.ts'
import { behind } from '../testing/waiting.ts'
import { admitGuest, becomeMember } from './guests.ts'
import type { NewLink } from './link.ts'
import { createLink, listLinks } from './links.ts'
import { openLink } from './open-link.ts'
import { changeRole } from './people.ts'

const secret = 'the secret of these tests'
let db: TestDatabase
let alice: CreatedUser

beforeAll(async () => {
  db = await testDatabase()
  alice = await createUser(db, { email: 'alice@example.test' })
})
afterAll(() => db[Symbol.asyncDispose]())

/** A document of Alice's, and the address of a link to it. */
async function shared(input: Partial<NewLink> = {}): Promise<{ document: string; address: string }> {
  const { id: document } = await createDocument(db, { owner: alice })
  await createLink(db, { userId: alice.id }, document, { role: 'editor', ...input })
  const [link] = await listLinks(db, { userId: alice.id }, document, secret)
  return { document, address: link?.address ?? '' }
}

const guestOf = (address: string, parts: { name?: string; password?: string } = {}) =>
  admitGuest(db, secret, { name: 'Anonymous Otter', agent: 'test', address, ...parts })

const people = () => db.prisma.user.count()

describe('a guest', () => {
  test('is signed in, and opens the link as anybody does', async () => {
    const { document, address } = await shared()
    const guest = await guestOf(address, { name: ' Otter ' })
    expect(guest).toMatchObject({ email: null, name: 'Otter' })
    expect(await accountOf(db, { userId: guest.id, signInId: guest.signInId })).toMatchObject({
      id: guest.id,
      email: null,
      name: 'Otter',
    })
    await expect(getDocument(db, { userId: guest.id }, document)).rejects.toMatchObject({ code: 'not_found' })
    await openLink(db, secret, { userId: guest.id }, { address })
    expect(await getDocument(db, { userId: guest.id }, document)).toMatchObject({ role: 'editor' })
  })

  test('is nobody without a way in, or without a name', async () => {
    const { address } = await shared({ password: 'open sesame' })
    const before = await people()
    await expect(guestOf('nowhere')).rejects.toMatchObject({ code: 'not_found' })
    await expect(guestOf(address)).rejects.toMatchObject({ code: 'forbidden', field: 'password' })
    await expect(guestOf(address, { password: 'open sesame', name: ' ' })).rejects.toMatchObject({
      code: 'bad_request',
    })
    expect(await people()).toBe(before)
    await guestOf(address, { password: 'open sesame' })
    expect(await people()).toBe(before + 1)
  })
})

describe('a guest owns nothing', () => {
  test('makes no document, and is made no owner, until they have an account', async () => {
    const { document, address } = await shared()
    const { id } = await guestOf(address)
    await openLink(db, secret, { userId: id }, { address })
    const asOwner = () => changeRole(db, { userId: alice.id }, document, id, 'owner')
    await expect(makeDocument(db, { userId: id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(asOwner()).rejects.toMatchObject({ code: 'forbidden' })
    expect(await getDocument(db, { userId: id }, document)).toMatchObject({ role: 'editor' })
    await becomeMember(db, id, { email: 'owen@example.test', name: 'Owen', password: 'a long enough one' })
    await asOwner()
    await makeDocument(db, { userId: id })
    expect(await getDocument(db, { userId: id }, document)).toMatchObject({ role: 'owner' })
  })

  test('whoever writes to the table', async () => {
    const { document, address } = await shared()
    const { id } = await guestOf(address)
    const values = [document, id]
    const insert = db.pool.query(`INSERT INTO permission (document_id, user_id, role) VALUES ($1, $2, 'owner')`, values)
    await expect(insert).rejects.toMatchObject({ code: 'TDGST' })
  })
})

describe('a guest who makes an account', () => {
  test('is the same person with the same access, and signs in with it', async () => {
    const { document, address } = await shared()
    const { id } = await guestOf(address)
    await openLink(db, secret, { userId: id }, { address })
    await becomeMember(db, id, { email: ' Otto@Example.test', name: 'Otto', password: 'a long enough one' })
    expect(await signIn(db, { email: 'otto@example.test', password: 'a long enough one', agent: '' })).toMatchObject({
      id,
      name: 'Otto',
    })
    expect(await getDocument(db, { userId: id }, document)).toMatchObject({ role: 'editor' })
  })

  test('needs an address that nobody has, and does it once', async () => {
    const { address } = await shared()
    const { id } = await guestOf(address)
    const input = { email: 'olga@example.test', name: 'Olga', password: 'a long enough one' }
    await expect(becomeMember(db, id, { ...input, email: alice.email })).rejects.toMatchObject({
      code: 'conflict',
      field: 'email',
    })
    for (const password of ['short', 'olga@example']) {
      await expect(becomeMember(db, id, { ...input, password })).rejects.toMatchObject({ code: 'bad_request' })
    }
    await becomeMember(db, id, input)
    await expect(becomeMember(db, id, { ...input, email: 'other@example.test' })).rejects.toMatchObject({
      code: 'conflict',
      field: null,
    })
    await expect(becomeMember(db, alice.id, { ...input, email: 'other@example.test' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('makes none when they are deleted at the same moment', async () => {
    const { address } = await shared()
    const { id } = await guestOf(address)
    const deletion = ['UPDATE "user" SET deleted_at = now() WHERE id = $1', [id]] as const
    const outcome = await behind(db, deletion, () =>
      becomeMember(db, id, { email: 'late@example.test', name: 'Late', password: 'a long enough one' }),
    )
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'auth_required' } })
  })
})
