import { createUser } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { restoreDocument, trashDocument } from '../documents/trash.ts'
import { hearing } from '../testing/notifications.ts'
import { removeLink } from './links.ts'
import { linkOffer } from './open-link.ts'
import { addPerson, changeRole, listPeople, removePerson } from './people.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from './testing/shared-document.ts'
import { link, links, open, secret } from './testing/shared-link.ts'

stageSharedDocument('viewer')

describe('opening a link', () => {
  test('gives what it says, once, counts it, and tells the servers', async () => {
    const { address } = await link({ role: 'editor' })
    expect(await linkOffer(db, secret, address)).toEqual({ role: 'editor', needsPassword: false })
    const heard = await hearing(db, async () => {
      expect(await open(sam, address)).toEqual({ documentId: document })
      expect(await open(sam, address)).toEqual({ documentId: document })
    })
    expect(heard).toEqual([`tandem_access ${document} ${sam.id}`])
    expect(await roleOf(sam.id)).toBe('editor')
    expect(await links()).toMatchObject([{ uses: 1, lastUsedAt: expect.any(Date) }])
    const people = await listPeople(db, as(alice), document)
    expect(people.map(({ user, byLink }) => [user.name, byLink])).toEqual([
      ['Alice', false],
      ['Sam', true],
      ['Bob', false],
    ])
  })

  test('never takes anything away: the stronger role counts', async () => {
    const weak = await link({ role: 'viewer' })
    const strong = await link({ role: 'editor' })
    await open(alice, strong.address)
    await open(bob, weak.address)
    expect([await roleOf(alice.id), await roleOf(bob.id)]).toEqual(['owner', 'viewer'])
    await open(bob, strong.address)
    expect(await roleOf(bob.id)).toBe('editor')
    await open(bob, weak.address)
    expect(await roleOf(bob.id)).toBe('editor')
    // Made in one millisecond, they stand in either order.
    const uses = new Map((await links()).map((one) => [one.id, one.uses]))
    expect([uses.get(weak.id), uses.get(strong.id)]).toEqual([0, 1])
  })

  test('with a password only for those who know it', async () => {
    const { address } = await link({ password: 'open sesame' })
    expect(await linkOffer(db, secret, address)).toMatchObject({ needsPassword: true })
    for (const password of [undefined, '', 'Open sesame', 'x'.repeat(100_000), '\ud800']) {
      await expect(open(sam, address, password)).rejects.toMatchObject({ code: 'forbidden', field: 'password' })
    }
    expect(await roleOf(sam.id)).toBeNull()
    await open(sam, address, 'open sesame')
    expect(await roleOf(sam.id)).toBe('viewer')
  })

  test('that leads nowhere: nobody learns why', async () => {
    const right = await link()
    const off = await link()
    const over = await link({ expiresAt: new Date(Date.now() - 1) })
    await removeLink(db, as(alice), document, off.id)
    const flipped = `${right.address.slice(0, -1)}${right.address.endsWith('A') ? 'Q' : 'A'}`
    for (const address of [off.address, over.address, flipped, right.id, '', `${right.address}\0`, 'x'.repeat(1e5)]) {
      await expect(linkOffer(db, secret, address)).rejects.toMatchObject({ code: 'not_found' })
      await expect(open(sam, address)).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(linkOffer(db, 'another secret', right.address)).rejects.toMatchObject({ code: 'not_found' })
    expect(await roleOf(sam.id)).toBeNull()
  })

  test('of a document in the trash leads nowhere, until it is taken out', async () => {
    const { address } = await link()
    await trashDocument(db, as(alice), document)
    await expect(open(sam, address)).rejects.toMatchObject({ code: 'not_found' })
    await restoreDocument(db, as(alice), document)
    await open(sam, address)
    expect(await roleOf(sam.id)).toBe('viewer')
  })

  test('by many at once counts each of them', async () => {
    const { address } = await link({ role: 'editor' })
    const carol = await createUser(db)
    await Promise.all([sam, carol, sam, carol, bob, sam].map((user) => open(user, address)))
    expect([await roleOf(sam.id), await roleOf(carol.id), await roleOf(bob.id)]).toEqual(['editor', 'editor', 'editor'])
    expect(await links()).toMatchObject([{ uses: 3 }])
  })
})

describe('people who are here by a link', () => {
  test('can be given a role by name, which stays', async () => {
    const { id, address } = await link({ role: 'editor' })
    await open(sam, address)
    await addPerson(db, as(alice), document, { email: sam.email, role: 'viewer' })
    expect(await roleOf(sam.id)).toBe('editor')
    await expect(addPerson(db, as(alice), document, { email: sam.email, role: 'viewer' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await removeLink(db, as(alice), document, id)
    expect(await roleOf(sam.id)).toBe('viewer')
  })

  test('keep a role that was changed on purpose when the link goes', async () => {
    const { id, address } = await link({ role: 'editor' })
    await open(sam, address)
    await changeRole(db, as(alice), document, sam.id, 'editor')
    await removeLink(db, as(alice), document, id)
    expect(await roleOf(sam.id)).toBe('editor')
  })

  test('can be removed, and come back while the link leads here', async () => {
    const { address } = await link()
    await open(sam, address)
    await removePerson(db, as(alice), document, sam.id)
    expect(await roleOf(sam.id)).toBeNull()
    await open(sam, address)
    expect(await roleOf(sam.id)).toBe('viewer')
  })
})

test('who does not exist any more gets nothing by a link', async () => {
  const { address } = await link()
  await expect(open({ ...sam, id: 'nobody' }, address)).rejects.toMatchObject({ code: 'auth_required' })
})
