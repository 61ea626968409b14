import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getDocument } from '../documents/get.ts'
import { trashDocument } from '../documents/trash.ts'
import { hearing } from '../testing/notifications.ts'
import { answerAccessRequest, listAccessRequests, requestAccess, requestAccessByLink } from './access-requests.ts'
import { linkAddress } from './link-address.ts'
import { createLink, removeLink, renewLink } from './links.ts'
import { changeRole } from './people.ts'
import { declinedQuietSeconds, maxAccessRequests } from './sharing-limits.ts'

let db: TestDatabase
let alice: CreatedUser
let vera: CreatedUser
let sam: CreatedUser
let document: string

beforeAll(async () => {
  db = await testDatabase()
  const make = (name: string) => createUser(db, { name, email: `${name.toLowerCase()}@example.test` })
  ;[alice, vera, sam] = await Promise.all([make('Alice'), make('Vera'), make('Sam')])
})
afterAll(() => db[Symbol.asyncDispose]())

beforeEach(async () => {
  const people = [{ userId: vera.id, role: 'viewer' as const }]
  document = (await createDocument(db, { owner: alice, title: 'Plans', people })).id
})

const as = (user: CreatedUser) => ({ userId: user.id })
const ask = (user: CreatedUser, input: Partial<Parameters<typeof requestAccess>[3]> = {}) =>
  requestAccess(db, as(user), document, { role: 'viewer', ...input })
const asked = () => listAccessRequests(db, as(alice), document)
const answer = (user: CreatedUser, role: 'viewer' | 'editor' | null) =>
  answerAccessRequest(db, as(alice), document, user.id, role)
const role = (user: CreatedUser) =>
  getDocument(db, as(user), document).then(
    (found) => found.role,
    () => null,
  )

describe('asking for access', () => {
  test('tells the owners once', async () => {
    expect(await ask(sam, { message: ' It’s Sam.\r\nPlease! ' })).toEqual({
      documentId: document,
      title: 'Plans',
      owners: [{ email: alice.email }],
    })
    expect(await ask(sam)).toBeNull()
    expect(await asked()).toMatchObject([
      { user: { id: sam.id, name: 'Sam', email: sam.email }, role: 'viewer', message: 'It’s Sam.\nPlease!' },
    ])
    expect(await role(sam)).toBeNull()
  })

  test('shows whether who asks has shown that the address is theirs', async () => {
    const stranger = await createUser(db, { verified: false })
    await ask(sam)
    await ask(stranger)
    expect((await asked()).map(({ user }) => [user.email, user.isVerified])).toEqual([
      [sam.email, true],
      [stranger.email, false],
    ])
  })

  test('says the same of a document that is not there, in the trash, or open to them already', async () => {
    const missing = await requestAccess(db, as(sam), 'missing', { role: 'viewer' })
    const noId = await requestAccess(db, as(sam), 'a\0b', { role: 'viewer' })
    const own = await requestAccess(db, as(alice), document, { role: 'editor' })
    const enough = await ask(vera)
    await trashDocument(db, as(alice), document)
    expect([missing, noId, own, enough, await ask(sam)]).toEqual([null, null, null, null, null])
    expect(await asked()).toEqual([])
  })

  test('for more than one has is possible, for ownership is not', async () => {
    expect(await ask(vera, { role: 'editor' })).not.toBeNull()
    await expect(requestAccess(db, as(sam), document, { role: 'owner' as 'editor' })).rejects.toMatchObject({
      code: 'bad_request',
    })
    await expect(ask(sam, { message: 'a'.repeat(501) })).rejects.toMatchObject({ code: 'bad_request' })
  })

  test('is heard again only a while after it was declined', async () => {
    await ask(sam)
    await answer(sam, null)
    expect(await ask(sam)).toBeNull()
    expect(await asked()).toEqual([])
    const longAgo = new Date(Date.now() - declinedQuietSeconds * 1000 - 1000)
    await db.prisma.accessRequest.updateMany({ where: { documentId: document }, data: { declinedAt: longAgo } })
    expect(await ask(sam)).not.toBeNull()
    expect(await asked()).toHaveLength(1)
  })

  test('is bounded for a document', async () => {
    await db.pool.query(
      `WITH people AS (
        INSERT INTO "user" (id, name) SELECT $1 || '-' || n, 'Somebody' FROM generate_series(1, $2::int) n RETURNING id
      ) INSERT INTO access_request (document_id, user_id, role, message) SELECT $1, id, 'viewer', '' FROM people`,
      [document, maxAccessRequests],
    )
    expect(await ask(sam)).toBeNull()
  })
})

describe('asking with a link that leads nowhere any more', () => {
  const secret = 'the secret of these tests'
  const byLink = (address: string) => requestAccessByLink(db, secret, as(sam), address, { role: 'viewer' })
  const link = async () => {
    const { id } = await createLink(db, as(alice), document, { role: 'viewer' })
    return { id, address: linkAddress(secret, { id, generation: 1 }) }
  }

  test('reaches the owners when its time is over, and when it has another address', async () => {
    const { id, address } = await link()
    await db.prisma.shareLink.update({ where: { id }, data: { expiresAt: new Date(), endedAt: new Date() } })
    expect(await byLink(address)).toMatchObject({ documentId: document, title: 'Plans' })
    await db.prisma.accessRequest.deleteMany({ where: { documentId: document } })
    await renewLink(db, as(alice), document, id)
    await renewLink(db, as(alice), document, id)
    expect(await byLink(address)).toMatchObject({ documentId: document })
    expect(await role(sam)).toBeNull()
  })

  test('is answered the same when there is nobody to ask', async () => {
    const { id, address } = await link()
    const forged = linkAddress('another secret', { id, generation: 1 })
    const ahead = linkAddress(secret, { id, generation: 2 })
    await removeLink(db, as(alice), document, id)
    for (const other of [address, forged, ahead, '', 'nowhere', 'a\0b']) expect(await byLink(other)).toBeNull()
    expect(await asked()).toEqual([])
    await expect(
      requestAccessByLink(db, secret, as(sam), 'nowhere', { role: 'owner' as 'viewer' }),
    ).rejects.toMatchObject({ code: 'bad_request' })
  })
})

describe('A68 an owner answers', () => {
  test('with a role, which holds at once and tells the servers', async () => {
    await ask(vera, { role: 'editor' })
    const heard = await hearing(db, () => answer(vera, 'editor'))
    expect(heard).toEqual([`tandem_access ${document} ${vera.id}`])
    expect(await role(vera)).toBe('editor')
    expect(await asked()).toEqual([])
    await expect(answer(vera, 'editor')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('with a role that takes nothing away', async () => {
    await ask(vera, { role: 'editor' })
    await changeRole(db, as(alice), document, vera.id, 'editor')
    await answer(vera, 'viewer')
    expect(await role(vera)).toBe('editor')
  })

  test('to a stranger, with another role than was asked for', async () => {
    await ask(sam, { role: 'editor' })
    await answer(sam, 'viewer')
    expect(await role(sam)).toBe('viewer')
  })

  test('to nobody who does not ask, and nobody else answers or looks', async () => {
    await expect(answer(sam, 'viewer')).rejects.toMatchObject({ code: 'not_found' })
    await ask(sam)
    for (const [user, code] of [
      [vera, 'forbidden'],
      [sam, 'not_found'],
    ] as const) {
      const call = answerAccessRequest(db, as(user), document, sam.id, 'editor')
      await expect(call).rejects.toMatchObject({ code })
      await expect(listAccessRequests(db, as(user), document)).rejects.toMatchObject({ code })
    }
    expect(await role(sam)).toBeNull()
  })
})
