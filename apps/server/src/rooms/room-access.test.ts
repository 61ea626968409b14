import type { Role } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { accessLeaseMs } from './access-lease.ts'
import { roomStage, turn } from './testing/room-stage.ts'

test('M7 a role that is taken away between the place and the start is noticed', async () => {
  const { room, join } = await roomStage()
  const bob = await join('bob')
  room.accessChanged({ revision: 1, title: 'Untitled', trashed: false, roles: new Map([['alice', 'owner']]) })
  expect(bob.connection.closed).toBe(true)
  expect(room.size).toBe(0)
})

/** Alice and Bob in a room, both live. */
async function together() {
  const here = await roomStage()
  const [alice, bob] = [await here.join('alice'), await here.join('bob')]
  for (const { session, connection } of [alice, bob]) {
    session.role = 'editor'
    session.title = 'Untitled'
    here.room.start(session, 0)
    connection.received.length = 0
  }
  await turn()
  return { ...here, alice, bob }
}

const everybody = { alice: 'editor', bob: 'editor' } as const
const accessOf = (
  roles: Partial<Record<'alice' | 'bob', Role>>,
  about: { title?: string; trashed?: boolean; revision?: number } = {},
) => ({
  revision: 7,
  title: 'Untitled',
  trashed: false,
  ...about,
  roles: new Map(Object.entries(roles)),
})

test.each([
  ['nothing', accessOf(everybody), []],
  ['a lower role', accessOf({ ...everybody, bob: 'viewer' }), [{ kind: 'role', role: 'viewer' }]],
  ['removed', accessOf({ alice: 'editor' }), [{ kind: 'error', code: 'not_found' }]],
  ['another title', accessOf(everybody, { title: 'New' }), [{ kind: 'document', title: 'New' }]],
  ['the trash', accessOf(everybody, { trashed: true }), [{ kind: 'error', code: 'document_trashed' }]],
  ['gone', null, [{ kind: 'error', code: 'not_found' }]],
])('M11 what a session is told when its access changes: %s', async (_, access, told) => {
  const { room, bob } = await together()
  room.accessChanged(access)
  expect(bob.connection.received).toMatchObject(told)
  expect(bob.connection.received).toHaveLength(told.length)
  expect(room.revision).toBe(access ? 7 : -1)
})

test('M11 an answer from before a session was let in says nothing about it; the next one does', async () => {
  const { room, alice, bob } = await together()
  bob.session.revision = 8
  room.accessChanged(accessOf({}, { trashed: true }))
  expect([alice.connection.closed, bob.connection.received, room.revision]).toEqual([true, [], 7])
  room.accessChanged(accessOf({ bob: 'viewer' }, { revision: 8 }))
  expect(bob.connection.received).toMatchObject([{ kind: 'role', role: 'viewer' }])
})

test('A4 an answer that comes too late cuts people and tells them nothing else: the next look finds it again', async () => {
  const { room, alice, bob, time, lease } = await together()
  const answer = accessOf({ bob: 'viewer' })
  time.ms += accessLeaseMs
  room.accessChanged(answer)
  expect([alice.connection.closed, bob.connection.received, room.revision]).toEqual([true, [], -1])
  lease.renew(lease.moment())
  room.accessChanged(answer)
  expect(bob.connection.received).toMatchObject([{ kind: 'role', role: 'viewer' }])
  expect(room.revision).toBe(7)
})

test('M12 a sign-in that ended ends its sessions and no others', async () => {
  const { room, alice, bob } = await together()
  room.signInEnded(bob.session.signInId, 'account_disabled')
  expect(bob.connection.received).toMatchObject([{ kind: 'error', code: 'account_disabled' }])
  expect(bob.connection.closed).toBe(true)
  expect(alice.connection.closed).toBe(false)
})

test('M13 without a lease nothing of others is sent: no row, no caret; with a new one all of it, to those who are left', async () => {
  const { room, clock, lease, time, alice, bob } = await together()
  const { connection } = bob
  clock.turn(1_000)
  connection.received.length = 0
  time.ms = accessLeaseMs
  alice.type('abc')
  room.move(alice.session, { activity: 'idle', selections: [], company: null })
  for (let count = 0; count < 20; count++) {
    await turn()
    clock.turn(1_000)
  }
  expect(connection.received).toEqual([])
  lease.renew(lease.moment())
  await room.idle()
  clock.turn(1_000)
  expect(connection.seqs).toEqual([1, 2, 3])
  expect(connection.received.map(({ kind }) => kind)).toContain('presence')
})

test('M14 who was cut while the lease was out gets nothing when it is renewed', async () => {
  const { room, lease, time, alice, bob } = await together()
  time.ms = accessLeaseMs
  alice.type('abc')
  await turn()
  room.accessChanged(accessOf({ alice: 'editor' }))
  lease.renew(lease.moment())
  await room.idle()
  expect(bob.connection.seqs).toEqual([])
  expect(alice.connection.seqs).toEqual([1, 2, 3])
})
