import { createDocument } from '@tandem/db/factories'
import { beforeEach, describe, expect, test } from 'vitest'
import { hearing } from '../testing/notifications.ts'
import { answerAccessRequest, listAccessRequests, requestAccess } from './access-requests.ts'
import { blockPerson, listBlocked, unblockPerson } from './blocked.ts'
import { invitePeople } from './invite.ts'
import { addPerson, removePerson } from './people.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from './testing/shared-document.ts'
import { link, open } from './testing/shared-link.ts'

let address: string

stageSharedDocument('editor')
beforeEach(async () => {
  address = (await link({ role: 'editor' })).address
})

describe('A69 two verbs', () => {
  test('who is removed comes back by a link', async () => {
    await removePerson(db, as(alice), document, bob.id)
    await open(bob, address)
    expect(await roleOf(bob.id)).toBe('editor')
  })

  test('who is blocked is out at once, and no link, owner or request brings them back until they are unblocked', async () => {
    const heard = await hearing(db, () => blockPerson(db, as(alice), document, bob.id))
    expect(heard).toEqual([`tandem_access ${document} ${bob.id}`])
    expect(await roleOf(bob.id)).toBeNull()
    expect(await listBlocked(db, as(alice), document)).toEqual([{ id: bob.id, name: 'Bob', email: bob.email }])

    await expect(open(bob, address)).rejects.toMatchObject({ code: 'not_found' })
    const add = addPerson(db, as(alice), document, { email: bob.email, role: 'viewer' })
    await expect(add).rejects.toMatchObject({ code: 'conflict', field: 'email' })
    const input = { emails: [bob.email], role: 'viewer' } as const
    expect(await invitePeople(db, as(alice), document, input, { verifiedOnly: true })).toMatchObject([
      { outcome: 'refused' },
    ])
    expect(await requestAccess(db, as(bob), document, { role: 'viewer' })).toBeNull()
    expect(await listAccessRequests(db, as(alice), document)).toEqual([])
    expect(await roleOf(bob.id)).toBeNull()

    await unblockPerson(db, as(alice), document, bob.id)
    expect(await roleOf(bob.id)).toBeNull()
    await open(bob, address)
    expect(await roleOf(bob.id)).toBe('editor')
  })
})

test('the database itself gives a blocked person nothing', async () => {
  await blockPerson(db, as(alice), document, bob.id)
  const insert = db.pool.query(`INSERT INTO permission (document_id, user_id, role) VALUES ($1, $2, 'viewer')`, [
    document,
    bob.id,
  ])
  await expect(insert).rejects.toMatchObject({ constraint: 'permission_not_blocked' })
})

test('who asks can be blocked, and waits no more', async () => {
  await requestAccess(db, as(sam), document, { role: 'viewer' })
  await blockPerson(db, as(alice), document, sam.id)
  expect(await listAccessRequests(db, as(alice), document)).toEqual([])
  const approve = answerAccessRequest(db, as(alice), document, sam.id, 'viewer')
  await expect(approve).rejects.toMatchObject({ code: 'not_found' })
  expect(await roleOf(sam.id)).toBeNull()
})

test('nobody blocks themselves, strangers, or anybody without being an owner', async () => {
  await expect(blockPerson(db, as(alice), document, alice.id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(blockPerson(db, as(alice), document, sam.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(unblockPerson(db, as(alice), document, sam.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(blockPerson(db, as(alice), document, 'a\0b')).rejects.toMatchObject({ code: 'not_found' })
  for (const [user, code] of [
    [bob, 'forbidden'],
    [sam, 'not_found'],
  ] as const) {
    await expect(blockPerson(db, as(user), document, alice.id)).rejects.toMatchObject({ code })
    await expect(unblockPerson(db, as(user), document, alice.id)).rejects.toMatchObject({ code })
    await expect(listBlocked(db, as(user), document)).rejects.toMatchObject({ code })
  }
  expect([await roleOf(alice.id), await roleOf(bob.id)]).toEqual(['owner', 'editor'])
})

test('two owners who block each other leave one', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await createDocument(db, { owner: alice, people: [{ userId: bob.id, role: 'owner' }] })
    const results = await Promise.allSettled([
      blockPerson(db, as(alice), id, bob.id),
      blockPerson(db, as(bob), id, alice.id),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.prisma.permission.count({ where: { documentId: id, role: 'owner' } })).toBe(1)
  }
})
