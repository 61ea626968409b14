import { type CreatedUser, createDocument } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { disableAccount, enableAccount } from '../accounts/accounts.ts'
import { hearing } from '../testing/notifications.ts'
import { setGeneralAccess } from './general-access.ts'
import { handOver } from './hand-over.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from './testing/shared-document.ts'
import { link, links, open } from './testing/shared-link.ts'

stageSharedDocument('viewer')

describe('handing over', () => {
  test('makes the other an owner and oneself an editor, in one step that the servers hear of', async () => {
    const heard = await hearing(db, () => handOver(db, as(alice), document, bob.id))
    expect([await roleOf(alice.id), await roleOf(bob.id)]).toEqual(['editor', 'owner'])
    expect(heard).toEqual([`tandem_access ${document} `])
  })

  test('goes to nobody without access, to no guest, and not to oneself', async () => {
    await expect(handOver(db, as(alice), document, sam.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(handOver(db, as(alice), document, 'a\0b')).rejects.toMatchObject({ code: 'not_found' })
    await expect(handOver(db, as(alice), document, alice.id)).rejects.toMatchObject({ code: 'conflict' })
    const guest = await db.prisma.user.create({ data: { id: `guest-${document}`, name: 'Otter' } })
    await db.prisma.permission.create({ data: { documentId: document, userId: guest.id, role: 'editor' } })
    await expect(handOver(db, as(alice), document, guest.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(handOver(db, as(bob), document, bob.id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await roleOf(alice.id)).toBe('owner')
  })

  test('goes to nobody whose account is disabled', async () => {
    await disableAccount(db, bob.id)
    await expect(handOver(db, as(alice), document, bob.id)).rejects.toMatchObject({ code: 'not_found' })
    await enableAccount(db, bob.id)
    await handOver(db, as(alice), document, bob.id)
    expect(await roleOf(bob.id)).toBe('owner')
  })

  test('by two owners at once leaves an owner', async () => {
    for (let round = 0; round < 5; round++) {
      const people = [
        { userId: bob.id, role: 'owner' as const },
        { userId: sam.id, role: 'viewer' as const },
      ]
      const { id } = await createDocument(db, { owner: alice, people })
      await Promise.allSettled([handOver(db, as(alice), id, bob.id), handOver(db, as(bob), id, alice.id)])
      expect(await db.prisma.permission.count({ where: { documentId: id, role: 'owner' } })).toBe(1)
    }
  })
})

describe('general access', () => {
  const comes = async (user: CreatedUser) => open(user, (await links())[0]?.address ?? '')

  test('is one link, whose address stays while its role changes', async () => {
    await setGeneralAccess(db, as(alice), document, 'viewer')
    const [before, ...others] = await links()
    expect([before?.general, before?.role, others]).toEqual([true, 'viewer', []])
    await comes(sam)
    expect(await roleOf(sam.id)).toBe('viewer')
    await setGeneralAccess(db, as(alice), document, 'editor')
    expect(await roleOf(sam.id)).toBe('editor')
    expect((await links()).map(({ address }) => address)).toEqual([before?.address])
  })

  test('ends for everybody who is here by it, and for nobody else; off again changes nothing', async () => {
    await link({ name: 'Class' })
    await setGeneralAccess(db, as(alice), document, 'editor')
    const general = (await links()).find((link) => link.general)
    await open(sam, general?.address ?? '')
    await open(bob, general?.address ?? '')
    expect([await roleOf(sam.id), await roleOf(bob.id)]).toEqual(['editor', 'editor'])
    await setGeneralAccess(db, as(alice), document, null)
    await setGeneralAccess(db, as(alice), document, null)
    expect([await roleOf(sam.id), await roleOf(bob.id)]).toEqual([null, 'viewer'])
    expect((await links()).map(({ name, general }) => [name, general])).toEqual([['Class', false]])
  })

  test('opens again what its time had closed', async () => {
    await setGeneralAccess(db, as(alice), document, 'viewer')
    const [general] = await links()
    await db.prisma.shareLink.update({ where: { id: general?.id ?? '' }, data: { expiresAt: new Date(0) } })
    await expect(comes(sam)).rejects.toMatchObject({ code: 'not_found' })
    await setGeneralAccess(db, as(alice), document, 'viewer')
    await comes(sam)
    expect(await roleOf(sam.id)).toBe('viewer')
  })

  test('is set by owners only, once, and to no ownership', async () => {
    await expect(setGeneralAccess(db, as(bob), document, 'viewer')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setGeneralAccess(db, as(sam), document, 'viewer')).rejects.toMatchObject({ code: 'not_found' })
    await expect(setGeneralAccess(db, as(alice), document, 'owner' as 'editor')).rejects.toMatchObject({
      code: 'bad_request',
    })
    await Promise.all([
      setGeneralAccess(db, as(alice), document, 'viewer'),
      setGeneralAccess(db, as(alice), document, 'viewer'),
    ])
    expect(await links()).toHaveLength(1)
  })
})
