import { type CreatedUser, createDocument, createUser } from '@tandem/db/factories'
import { type Role, roles } from '@tandem/protocol'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hearing } from '../testing/notifications.ts'
import { addPerson, changeRole, listPeople, removePerson } from './people.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from './testing/shared-document.ts'

let carol: CreatedUser
let vera: CreatedUser

stageSharedDocument('editor')
beforeAll(async () => {
  const make = (name: string) => createUser(db, { name, email: `${name.toLowerCase()}@example.test` })
  ;[carol, vera] = await Promise.all([make('Carol'), make('Vera')])
})
beforeEach(async () => {
  await addPerson(db, as(alice), document, { email: carol.email, role: 'commenter' })
  await addPerson(db, as(alice), document, { email: vera.email, role: 'viewer' })
})

describe('adding somebody', () => {
  test('gives access at once and tells the servers', async () => {
    const heard = await hearing(db, async () => {
      expect(await addPerson(db, as(alice), document, { email: ' SAM@Example.test ', role: 'viewer' })).toEqual({
        userId: sam.id,
      })
    })
    expect(await roleOf(sam.id)).toBe('viewer')
    expect(heard).toEqual([`tandem_access ${document} ${sam.id}`])
  })

  test('who has access already is a conflict and changes nothing', async () => {
    for (const [user, before] of [
      [bob, 'editor'],
      [alice, 'owner'],
    ] as const) {
      const heard = await hearing(db, async () => {
        await expect(addPerson(db, as(alice), document, { email: user.email, role: 'viewer' })).rejects.toMatchObject({
          code: 'conflict',
          field: 'email',
        })
      })
      expect(await roleOf(user.id)).toBe(before)
      expect(heard).toEqual([])
    }
  })

  test('whom nobody knows says so, to owners only', async () => {
    const input = { email: 'nobody@example.test', role: 'editor' } as const
    await expect(addPerson(db, as(alice), document, input)).rejects.toMatchObject({
      code: 'bad_request',
      field: 'email',
    })
    await expect(addPerson(db, as(bob), document, input)).rejects.toMatchObject({ code: 'forbidden', field: null })
    await expect(addPerson(db, as(sam), document, input)).rejects.toMatchObject({ code: 'not_found', field: null })
  })

  test('who has not shown that the address is theirs is nobody where that counts', async () => {
    const { email, id } = await createUser(db, { verified: false })
    const add = (verifiedOnly: boolean) =>
      addPerson(db, as(alice), document, { email, role: 'viewer' }, { verifiedOnly })
    await expect(add(true)).rejects.toMatchObject({ code: 'bad_request', field: 'email' })
    expect(await add(false)).toEqual({ userId: id })
    const known = { email: sam.email, role: 'viewer' } as const
    expect(await addPerson(db, as(alice), document, known, { verifiedOnly: true })).toEqual({ userId: sam.id })
  })

  const bad: [what: string, input: unknown][] = [
    ['as owner', { email: 'sam@example.test', role: 'owner' }],
    ['as nothing', { email: 'sam@example.test' }],
    ['as admin', { email: 'sam@example.test', role: 'admin' }],
    ['without an address', { email: '', role: 'viewer' }],
    ['with an operator for an address', { email: { contains: '@' }, role: 'viewer' }],
    ['with a field of their own', { email: 'sam@example.test', role: 'viewer', ownerId: 'x' }],
    ['from nothing', null],
  ]
  test.each(bad)('%s is a bad request', async (_, input) => {
    // The input is what a request's body may hold.
    const call = addPerson(db, as(alice), document, input as { email: string; role: 'viewer' })
    await expect(call).rejects.toMatchObject({ code: 'bad_request' })
    expect(await roleOf(sam.id)).toBeNull()
  })

  test('twice at once gives one answer of each kind', async () => {
    const results = await Promise.allSettled(
      (['viewer', 'editor'] as const).map((role) => addPerson(db, as(alice), document, { email: sam.email, role })),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('changing a role', () => {
  test('takes effect and tells the servers; the same role again tells nothing', async () => {
    const heard = await hearing(db, async () => {
      await changeRole(db, as(alice), document, bob.id, 'viewer')
      await changeRole(db, as(alice), document, bob.id, 'viewer')
    })
    expect(await roleOf(bob.id)).toBe('viewer')
    expect(heard).toEqual([`tandem_access ${document} ${bob.id}`])
  })

  test('to owner shares the ownership; then the first owner may step down', async () => {
    await changeRole(db, as(alice), document, bob.id, 'owner')
    await changeRole(db, as(bob), document, alice.id, 'editor')
    expect([await roleOf(alice.id), await roleOf(bob.id)]).toEqual(['editor', 'owner'])
  })

  test('of somebody without access, or to something that is no role', async () => {
    await expect(changeRole(db, as(alice), document, sam.id, 'editor')).rejects.toMatchObject({ code: 'not_found' })
    await expect(changeRole(db, as(alice), document, 'a\0b', 'editor')).rejects.toMatchObject({ code: 'not_found' })
    await expect(changeRole(db, as(alice), document, bob.id, 'admin' as Role)).rejects.toMatchObject({
      code: 'bad_request',
    })
  })
})

describe('removing somebody', () => {
  test('takes effect and tells the servers', async () => {
    const heard = await hearing(db, () => removePerson(db, as(alice), document, bob.id))
    expect(await roleOf(bob.id)).toBeNull()
    expect(heard).toEqual([`tandem_access ${document} ${bob.id}`])
    await expect(removePerson(db, as(alice), document, bob.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('everybody but the last owner may leave', async () => {
    for (const user of [bob, carol, vera]) {
      await removePerson(db, as(user), document, user.id)
      expect(await roleOf(user.id)).toBeNull()
    }
    await expect(removePerson(db, as(alice), document, alice.id)).rejects.toMatchObject({ code: 'last_owner' })
    await expect(removePerson(db, as(sam), document, sam.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('nobody but an owner changes anybody’s access', async () => {
  for (const [user, code] of [
    [bob, 'forbidden'],
    [carol, 'forbidden'],
    [vera, 'forbidden'],
    [sam, 'not_found'],
  ] as const) {
    for (const next of roles) {
      await expect(changeRole(db, as(user), document, user.id, next)).rejects.toMatchObject({ code })
      await expect(changeRole(db, as(user), document, alice.id, next)).rejects.toMatchObject({ code })
    }
    await expect(removePerson(db, as(user), document, alice.id)).rejects.toMatchObject({ code })
    await expect(addPerson(db, as(user), document, { email: sam.email, role: 'viewer' })).rejects.toMatchObject({
      code,
    })
  }
  expect(await Promise.all([alice, bob, carol, vera, sam].map(({ id }) => roleOf(id)))).toEqual([
    'owner',
    'editor',
    'commenter',
    'viewer',
    null,
  ])
})

describe('the last owner', () => {
  test('can neither step down nor leave', async () => {
    for (const next of ['editor', 'commenter', 'viewer'] as const) {
      await expect(changeRole(db, as(alice), document, alice.id, next)).rejects.toMatchObject({ code: 'last_owner' })
    }
    await changeRole(db, as(alice), document, alice.id, 'owner')
    expect(await roleOf(alice.id)).toBe('owner')
  })

  test('is still there when two owners step down at once', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await createDocument(db, { owner: alice, people: [{ userId: bob.id, role: 'owner' }] })
      const results = await Promise.allSettled([
        removePerson(db, as(alice), id, alice.id),
        changeRole(db, as(bob), id, bob.id, 'viewer'),
        removePerson(db, as(alice), id, bob.id),
      ])
      expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
      expect(await db.prisma.permission.count({ where: { documentId: id, role: 'owner' } })).toBe(1)
    }
  })

  const statements = [
    `DELETE FROM permission WHERE document_id = $1 AND user_id = $2`,
    `DELETE FROM permission WHERE document_id = $1 AND $2 <> ''`,
    `UPDATE permission SET role = 'editor' WHERE document_id = $1 AND user_id = $2`,
    `DELETE FROM "user" WHERE id = $2 AND $1 <> ''`,
    `INSERT INTO document (id, title) VALUES ($1 || 'x', $2)`,
  ]
  test.each(statements)('the database itself refuses: %s', async (statement) => {
    await expect(db.pool.query(statement, [document, alice.id])).rejects.toMatchObject({
      constraint: 'document_has_owner',
    })
    expect(await roleOf(alice.id)).toBe('owner')
  })

  test('the database itself refuses two owners who step down in two transactions at once', async () => {
    await changeRole(db, as(alice), document, bob.id, 'owner')
    const [one, two] = [await db.pool.connect(), await db.pool.connect()]
    try {
      const stepDown = async (client: typeof one, user: CreatedUser) => {
        await client.query('BEGIN')
        await client.query('DELETE FROM permission WHERE document_id = $1 AND user_id = $2', [document, user.id])
        await client.query('COMMIT')
      }
      const results = await Promise.allSettled([stepDown(one, alice), stepDown(two, bob)])
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    } finally {
      one.release()
      two.release()
    }
    expect(await db.prisma.permission.count({ where: { documentId: document, role: 'owner' } })).toBe(1)
  })

  test('may change within one transaction in any order', async () => {
    const client = await db.pool.connect()
    await client.query('BEGIN')
    await client.query(`UPDATE permission SET role = 'viewer' WHERE document_id = $1 AND user_id = $2`, [
      document,
      alice.id,
    ])
    await client.query(`UPDATE permission SET role = 'owner' WHERE document_id = $1 AND user_id = $2`, [
      document,
      bob.id,
    ])
    await client.query('COMMIT')
    client.release()
    expect([await roleOf(alice.id), await roleOf(bob.id)]).toEqual(['viewer', 'owner'])
  })
})

describe('the list of people', () => {
  test('has owners first and shows addresses to owners', async () => {
    const people = await listPeople(db, as(alice), document)
    expect(people.map(({ user, role, isYou }) => [user.name, user.email, role, isYou])).toEqual([
      ['Alice', 'alice@example.test', 'owner', true],
      ['Bob', 'bob@example.test', 'editor', false],
      ['Carol', 'carol@example.test', 'commenter', false],
      ['Vera', 'vera@example.test', 'viewer', false],
    ])
  })

  test('shows others their own address only', async () => {
    for (const user of [bob, carol, vera]) {
      const people = await listPeople(db, as(user), document)
      expect(people.filter(({ user }) => user.email !== null).map(({ user }) => user.name)).toEqual([user.name])
      expect(people).toHaveLength(4)
    }
  })

  test('does not exist for a stranger', async () => {
    const foreign = listPeople(db, as(sam), document)
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
    const missing = await listPeople(db, as(sam), 'missing').catch((error: unknown) => error)
    await expect(foreign).rejects.toEqual(missing)
  })
})
