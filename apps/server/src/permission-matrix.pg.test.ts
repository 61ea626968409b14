import { trashDocument } from '@tandem/documents'
import {
  changes,
  expectedAnswer,
  isSignedOut,
  messages,
  roleOf,
  type Standing,
  standings,
} from '@tandem/documents/testing'
import { roles } from '@tandem/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BobInside, permissionScene, refusedWith, type Saying, sayings } from './testing/permission-scene.ts'
import { testServer } from './testing/test-server.ts'

let server: Awaited<ReturnType<typeof testServer>>
let says: ReturnType<typeof sayings>
beforeAll(async () => {
  server = await testServer()
  says = sayings(server)
})
afterAll(() => server[Symbol.asyncDispose]())

const cellsOfHello = (columns: readonly Standing[]) =>
  columns.map((standing) => ({ standing, expected: expectedAnswer(standing, 'read') }))

/** A test for each cell: something that is said in a document, and who says it. */
const cells = (columns: readonly Standing[]) =>
  messages.flatMap(({ name, action, whileChanging }) =>
    name === 'hello'
      ? []
      : columns.map((standing) => ({ name, standing, whileChanging, expected: expectedAnswer(standing, action) })),
  )

/** What comes of something that Bob has said: its effect is seen, or he is told why not. */
async function answerTo({ seen }: Saying, bob: BobInside, expected: string): Promise<string> {
  if (expected !== 'allowed') return refusedWith(bob)
  await seen(bob)
  return 'allowed'
}

test('the table has every message', () => {
  expect(messages.map(({ name }) => name).sort()).toEqual(['hello', ...Object.keys(says)].sort())
})

describe('A74 who has always been what they are, by raw frames', () => {
  test.each(cellsOfHello(standings))('hello, $standing: $expected', async ({ standing, expected }) => {
    const scene = await permissionScene(server, standing === 'stranger' ? null : (roleOf(standing) ?? 'editor'))
    if (standing === 'removed' || isSignedOut(standing)) await server.db.pool.query(scene.changeTo(standing))
    expect(await (standing === 'signed out' ? scene.helloWithoutTicket() : scene.hello())).toBe(expected)
  })

  test.each(cells(roles))('$name, $standing: $expected', async ({ name, standing, expected }) => {
    const scene = await permissionScene(server, roleOf(standing))
    const bob = await scene.enter()
    says[name].say(bob)
    expect(await answerTo(says[name], bob, expected)).toBe(expected)
    expect(await scene.rows()).toBe(name === 'push' && expected === 'allowed' ? 1 : 0)
  })

  test.each(cells(['owner']))('$name, before hello: not_joined', async ({ name }) => {
    const scene = await permissionScene(server, 'owner')
    const bob = { ...(await scene.enter()), connection: server.connect() }
    await bob.connection.opened()
    says[name].say(bob)
    expect(await refusedWith(bob)).toBe('not_joined')
  })
})

describe('who was an owner until the commit before', () => {
  test.each(cellsOfHello(changes))('hello, $standing: $expected', async ({ standing, expected }) => {
    const scene = await permissionScene(server, 'owner')
    await server.db.pool.query(scene.changeTo(standing))
    expect(await scene.hello()).toBe(expected)
  })

  test.each(cells(changes))('$name, $standing: $expected', async ({ name, standing, expected }) => {
    const scene = await permissionScene(server, 'owner')
    const bob = await scene.enter()
    await server.db.pool.query(scene.changeTo(standing))
    says[name].say(bob)
    expect(await answerTo(says[name], bob, expected)).toBe(expected)
    expect(await scene.rows()).toBe(name === 'push' && expected === 'allowed' ? 1 : 0)
  })
})

describe('who is an owner, while another transaction makes them something else', () => {
  test.each(changes)('hello, %s: allowed', async (standing) => {
    const scene = await permissionScene(server, 'owner')
    await whileUncommitted(scene.changeTo(standing), async () => expect(await scene.hello()).toBe('allowed'))
  })

  test.each(cells(changes))('$name, $standing', async ({ name, standing, whileChanging, expected }) => {
    const scene = await permissionScene(server, 'owner')
    const bob = await scene.enter()
    await whileUncommitted(scene.changeTo(standing), async () => {
      says[name].say(bob)
      if (whileChanging === 'waits') await expect.poll(waiting, { interval: 2, timeout: 10_000 }).toBe(1)
      else await says[name].seen(bob)
      expect(await scene.rows()).toBe(0)
    })
    if (whileChanging === 'waits') expect(await answerTo(says[name], bob, expected)).toBe(expected)
    expect(await scene.rows()).toBe(name === 'push' && expected === 'allowed' ? 1 : 0)
  })

  /** Does something while the change is made but not committed. */
  async function whileUncommitted(change: string, work: () => Promise<void>): Promise<void> {
    const other = await server.db.owner.connect()
    try {
      await other.query('BEGIN')
      await other.query(change)
      await work()
    } finally {
      await other.query('COMMIT')
      other.release()
    }
  }

  /** Statements that wait for somebody else's lock. */
  async function waiting(): Promise<number> {
    const { rows } = await server.db.owner.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    return rows[0]?.count ?? 0
  }
})

describe('the trash', () => {
  test.each(roles)('lets nobody in: %s', async (role) => {
    const scene = await permissionScene(server, role)
    await trashDocument(server.db, { userId: scene.alice.id }, scene.documentId)
    expect(await scene.hello()).toBe('document_trashed')
  })

  test.each(roles)('sends everybody away, whatever they say: %s', async (role) => {
    const scene = await permissionScene(server, role)
    const bob = await scene.enter()
    says.presence.say(bob)
    await trashDocument(server.db, { userId: scene.alice.id }, scene.documentId)
    says.push.say(bob)
    says.presence.say(bob)
    await bob.connection.closed()
    const told = bob.connection.received.flatMap((message) => (message.kind === 'error' ? [message.code] : []))
    // A viewer's push may be refused for the role before.
    expect(told.at(-1)).toBe('document_trashed')
    expect(await scene.rows()).toBe(0)
  })
})
