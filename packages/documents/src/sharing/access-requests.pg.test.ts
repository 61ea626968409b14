import { type CreatedUser, createUser } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { trashDocument } from '../documents/trash.ts'
import { hearing } from '../testing/notifications.ts'
import {
  answerAccessRequest,
  listAccessRequests,
  newsOfLinkRequest,
  requestAccess,
  requestAccessByLink,
} from './access-requests.ts'
import { linkAddress } from './link-address.ts'
import { removeLink, renewLink, setLinkApproval } from './links.ts'
import { changeRole } from './people.ts'
import { declinedQuietSeconds, maxAccessRequests } from './sharing-limits.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from './testing/shared-document.ts'
import { link, open, secret } from './testing/shared-link.ts'

stageSharedDocument('viewer')

const ask = (user: CreatedUser, input: Partial<Parameters<typeof requestAccess>[3]> = {}) =>
  requestAccess(db, as(user), document, { role: 'viewer', ...input })
const asked = () => listAccessRequests(db, as(alice), document)
const answer = (user: CreatedUser, role: 'viewer' | 'editor' | null) =>
  answerAccessRequest(db, as(alice), document, user.id, role)

describe('asking for access', () => {
  test('tells the owners once', async () => {
    expect(await ask(sam, { message: ' It’s Sam.\r\nPlease! ' })).toEqual({
      documentId: document,
      title: 'Untitled',
      owners: [{ email: alice.email }],
    })
    expect(await ask(sam)).toBeNull()
    expect(await asked()).toMatchObject([
      { user: { id: sam.id, name: 'Sam', email: sam.email }, role: 'viewer', message: 'It’s Sam.\nPlease!' },
    ])
    expect(await roleOf(sam.id)).toBeNull()
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
    const enough = await ask(bob)
    await trashDocument(db, as(alice), document)
    expect([missing, noId, own, enough, await ask(sam)]).toEqual([null, null, null, null, null])
    expect(await asked()).toEqual([])
  })

  test('for more than one has is possible, for ownership is not', async () => {
    expect(await ask(bob, { role: 'editor' })).not.toBeNull()
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
  const byLink = (address: string) => requestAccessByLink(db, secret, as(sam), address, { role: 'viewer' })

  test('reaches the owners when its time is over, and when it has another address', async () => {
    const { id, address } = await link()
    await db.prisma.shareLink.update({ where: { id }, data: { expiresAt: new Date(), endedAt: new Date() } })
    expect(await byLink(address)).toMatchObject({ documentId: document })
    await db.prisma.accessRequest.deleteMany({ where: { documentId: document } })
    await renewLink(db, as(alice), document, id)
    await renewLink(db, as(alice), document, id)
    expect(await byLink(address)).toMatchObject({ documentId: document })
    expect(await roleOf(sam.id)).toBeNull()
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

describe('A77 asking by a link that only asks', () => {
  const came = async () => {
    const { id, address } = await link({ role: 'editor' })
    await setLinkApproval(db, as(alice), document, id, true)
    await expect(open(sam, address)).rejects.toMatchObject({ code: 'forbidden' })
    return address
  }

  test('tells the owners once, whichever way they ask', async () => {
    const address = await came()
    expect(await newsOfLinkRequest(db, secret, as(sam), address)).toEqual({
      documentId: document,
      title: 'Untitled',
      owners: [{ email: alice.email }],
    })
    expect(await newsOfLinkRequest(db, secret, as(sam), address)).toBeNull()
    expect(await ask(sam)).toBeNull()
  })

  test('is news to nobody by another address, of somebody else, or once it was declined', async () => {
    const address = await came()
    expect(await newsOfLinkRequest(db, 'another secret', as(sam), address)).toBeNull()
    expect(await newsOfLinkRequest(db, secret, as(bob), address)).toBeNull()
    await answer(sam, null)
    expect(await newsOfLinkRequest(db, secret, as(sam), address)).toBeNull()
  })
})

describe('A68 an owner answers', () => {
  test('with a role, which holds at once and tells the servers', async () => {
    await ask(bob, { role: 'editor' })
    const heard = await hearing(db, () => answer(bob, 'editor'))
    expect(heard).toEqual([`tandem_access ${document} ${bob.id}`])
    expect(await roleOf(bob.id)).toBe('editor')
    expect(await asked()).toEqual([])
    await expect(answer(bob, 'editor')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('with a role that takes nothing away', async () => {
    await ask(bob, { role: 'editor' })
    await changeRole(db, as(alice), document, bob.id, 'editor')
    await answer(bob, 'viewer')
    expect(await roleOf(bob.id)).toBe('editor')
  })

  test('to a stranger, with another role than was asked for', async () => {
    await ask(sam, { role: 'editor' })
    await answer(sam, 'viewer')
    expect(await roleOf(sam.id)).toBe('viewer')
  })

  test('to nobody who does not ask, and nobody else answers or looks', async () => {
    await expect(answer(sam, 'viewer')).rejects.toMatchObject({ code: 'not_found' })
    await ask(sam)
    for (const [user, code] of [
      [bob, 'forbidden'],
      [sam, 'not_found'],
    ] as const) {
      const call = answerAccessRequest(db, as(user), document, sam.id, 'editor')
      await expect(call).rejects.toMatchObject({ code })
      await expect(listAccessRequests(db, as(user), document)).rejects.toMatchObject({ code })
    }
    expect(await roleOf(sam.id)).toBeNull()
  })
})
