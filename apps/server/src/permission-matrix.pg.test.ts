import { encodeChange, TandemDoc } from '@tandem/crdt'
import { type CreatedUser, createDocument } from '@tandem/db/factories'
import { disableAccount, endAllSignIns, readLog, removePerson, trashDocument } from '@tandem/documents'
import { type Downstream, type Role, roles } from '@tandem/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RawConnection } from './testing/raw-connection.ts'
import { testServer } from './testing/test-server.ts'

/** Who asks: with a role, with none, or with one that was taken away. */
type Standing = Role | 'stranger' | 'removed' | 'signed out' | 'disabled' | 'of a trashed document'

/** What each message gets, by who says it. */
const hellos: Record<Standing, string> = {
  owner: 'welcome',
  editor: 'welcome',
  commenter: 'welcome',
  viewer: 'welcome',
  stranger: 'not_found',
  removed: 'not_found',
  'signed out': 'auth_required',
  disabled: 'account_disabled',
  'of a trashed document': 'document_trashed',
}
const pushes: Record<Role, string> = { owner: 'echo', editor: 'echo', commenter: 'forbidden', viewer: 'forbidden' }

let server: Awaited<ReturnType<typeof testServer>>
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server[Symbol.asyncDispose]())

let alice: CreatedUser
let bob: CreatedUser
beforeEach(async () => {
  ;[alice, bob] = [await server.createUser('Alice'), await server.createUser('Bob')]
})

async function documentFor(standing: Standing): Promise<string> {
  const role = roles.find((known) => known === standing) ?? 'editor'
  const people = standing === 'stranger' ? [] : [{ userId: bob.id, role }]
  return (await createDocument(server.db, { owner: alice, people })).id
}

/** Takes away what has to be taken away for Bob to stand there. */
async function revoke(standing: Standing, id: string): Promise<void> {
  const owner = { userId: alice.id }
  if (standing === 'removed') await removePerson(server.db, owner, id, bob.id)
  if (standing === 'signed out') await endAllSignIns(server.db, bob.id)
  if (standing === 'disabled') await disableAccount(server.db, bob.id)
  if (standing === 'of a trashed document') await trashDocument(server.db, owner, id)
}

const codeOf = (message: Downstream): string => (message.kind === 'error' ? message.code : message.kind)

/** One change of a replica that has written nothing yet. */
function changeOf(welcome: Downstream): Uint8Array {
  const replica = welcome.kind === 'welcome' ? welcome.replicas[0]?.replica : undefined
  const doc = new TandemDoc()
  doc.become(replica ?? 1)
  return encodeChange(doc.edit([{ from: 0, to: 0, insert: 'by Bob' }]))
}

const place = { kind: 'presence', activity: 'idle', selections: [], company: null } as const
const rowsOf = async (id: string) => (await readLog(server.db, id, { after: 0, limit: 10 })).length

const join = async (id: string): Promise<{ connection: RawConnection; answer: Downstream }> => {
  const connection = server.connect()
  return { connection, answer: await connection.hello(await server.ticketOf(bob), id) }
}

describe('hello', () => {
  test.each(Object.entries(hellos))('%s: %s', async (name, expected) => {
    const standing = Object.keys(hellos).find((known): known is Standing => known === name) ?? 'stranger'
    const id = await documentFor(standing)
    await server.signInOf(bob)
    await revoke(standing, id)
    const { connection, answer } = await join(id)
    expect(codeOf(answer)).toBe(expected)
    if (answer.kind === 'welcome') expect(answer.role).toBe(standing)
    else expect(connection.received).toHaveLength(1)
  })
})

describe('push', () => {
  test.each(roles)('%s', async (role) => {
    const id = await documentFor(role)
    const { connection, answer } = await join(id)
    connection.send({ kind: 'push', changes: [changeOf(answer)] })
    const told = await connection.next(({ kind }) => kind === 'echo' || kind === 'error')
    expect(codeOf(told)).toBe(pushes[role])
    expect(await rowsOf(id)).toBe(pushes[role] === 'echo' ? 1 : 0)
  })
})

describe('presence', () => {
  test.each(roles)('%s may say where they are', async (role) => {
    const id = await documentFor(role)
    const hers = server.connect()
    await hers.hello(await server.ticketOf(alice), id)
    const { connection } = await join(id)
    connection.send(place)
    const told = await hers.next(
      (message) =>
        message.kind === 'presence' && [...message.peers, ...message.moved].some(({ activity }) => activity === 'idle'),
    )
    expect(told.kind).toBe('presence')
  })
})

describe('before hello', () => {
  test.each([
    ['push', { kind: 'push', changes: [changeOf({ kind: 'heartbeat', head: 0, check: null })] }],
    ['presence', place],
  ] as const)('%s is not joined', async (_, message) => {
    const connection = server.connect()
    await connection.opened()
    connection.send(message)
    expect(codeOf(await connection.next(({ kind }) => kind === 'error'))).toBe('not_joined')
  })
})

describe('after the commit that takes the right away, whether cut already or not', () => {
  test.each(['removed', 'signed out', 'disabled', 'of a trashed document'] as const)('%s', async (standing) => {
    const id = await documentFor(standing)
    const hers = server.connect()
    await hers.hello(await server.ticketOf(alice), id)
    const { connection, answer } = await join(id)
    expect(codeOf(answer)).toBe('welcome')
    // At once, and again after each other message, while the server finds out.
    const revoked = revoke(standing, id)
    connection.send(place)
    await revoked
    connection.send({ kind: 'push', changes: [changeOf(answer)] })
    connection.send(place)
    await connection.closed()
    const codes = connection.received.filter(({ kind }) => kind === 'error').map(codeOf)
    expect(codes.length).toBeGreaterThan(0)
    expect(new Set(codes)).toEqual(new Set([hellos[standing]]))
    expect(connection.received.some(({ kind }) => kind === 'echo')).toBe(false)
    expect(await rowsOf(id)).toBe(0)
  })
})
