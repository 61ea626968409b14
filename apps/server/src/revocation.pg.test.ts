import { type CreatedUser, createDocument, createSignIn, createUser } from '@tandem/db/factories'
import {
  administerDisabled,
  administerSignIns,
  blockPerson,
  changeLink,
  changePassword,
  changeRole,
  createLink,
  type Database,
  disableAccount,
  endAllSignIns,
  endSignIn,
  listLinks,
  openLink,
  removeLink,
  removePerson,
  renewLink,
  setGeneralAccess,
  trashDocument,
} from '@tandem/documents'
import type { Downstream } from '@tandem/protocol'
import { mintTicket } from '@tandem/protocol/ticket'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RawConnection } from './testing/raw-connection.ts'
import { settled, testServer } from './testing/test-server.ts'

type Server = Awaited<ReturnType<typeof testServer>>
type Case = {
  readonly db: Database
  readonly owner: { readonly userId: string }
  readonly bob: CreatedUser
  readonly signInId: string
  readonly id: string
  /** The link by which he came. */
  readonly link: string
}

/** Somebody at a sign-in at which they have just shown who they are. */
const atASignIn = async (db: Database, { userId }: { readonly userId: string }) => ({
  userId,
  signInId: await createSignIn(db, userId),
})

/** Everything that ends Bob's reading, and the code that he is told. */
const causes: [what: string, revoke: (at: Case) => Promise<unknown>, code: string][] = [
  ['he is removed', ({ db, owner, bob, id }) => removePerson(db, owner, id, bob.id), 'not_found'],
  ['the document goes to the trash', ({ db, owner, id }) => trashDocument(db, owner, id), 'document_trashed'],
  [
    'the link is turned off by which he came',
    ({ db, owner, id, link }) => removeLink(db, owner, id, link),
    'not_found',
  ],
  ['the link gets another address', ({ db, owner, id, link }) => renewLink(db, owner, id, link), 'not_found'],
  [
    'the time of the link is over',
    ({ db, link }) =>
      db.prisma.shareLink.update({ where: { id: link }, data: { expiresAt: new Date(Date.now() - 1) } }),
    'not_found',
  ],
  ['he is blocked', ({ db, owner, id, bob }) => blockPerson(db, owner, id, bob.id), 'not_found'],
  [
    'general access is restricted, by which he came',
    async ({ db, owner, id, link }) => {
      await db.prisma.shareLink.update({ where: { id: link }, data: { general: true } })
      await setGeneralAccess(db, owner, id, null)
    },
    'not_found',
  ],
  [
    'an administrator disables his account',
    async ({ db, owner, bob }) => {
      await db.prisma.user.update({ where: { id: owner.userId }, data: { administrator: true } })
      await administerDisabled(db, await atASignIn(db, owner), bob.id, true)
    },
    'account_disabled',
  ],
  [
    'an administrator ends his sign-ins',
    async ({ db, owner, bob }) => {
      await db.prisma.user.update({ where: { id: owner.userId }, data: { administrator: true } })
      await administerSignIns(db, await atASignIn(db, owner), bob.id)
    },
    'auth_required',
  ],
  ['he signs out', ({ db, bob, signInId }) => endSignIn(db, { userId: bob.id, signInId }), 'auth_required'],
  ['he signs out everywhere', ({ db, bob }) => endAllSignIns(db, bob.id), 'auth_required'],
  [
    'he changes his password',
    ({ db, bob }) => changePassword(db, bob.id, { password: bob.password, next: 'quite another password' }),
    'auth_required',
  ],
  ['his account is disabled', ({ db, bob }) => disableAccount(db, bob.id), 'account_disabled'],
  [
    'his sign-in expires',
    ({ db, signInId }) =>
      db.prisma.signIn.update({ where: { id: signInId }, data: { expiresAt: new Date(Date.now() - 1) } }),
    'auth_required',
  ],
]

const isError = (message: Downstream) => message.kind === 'error'

/** Bob's raw connection to a document of Alice's, on `node`. He came by a link. */
async function join(node: Server) {
  const { db } = node
  const [alice, bob] = [await createUser(db, { name: 'Alice' }), await createUser(db, { name: 'Bob' })]
  const { id } = await createDocument(db, { owner: alice })
  const owner = { userId: alice.id }
  await createLink(db, owner, id, { role: 'editor' })
  const [link] = await listLinks(db, owner, id, node.ticketSecret)
  if (!link) throw new Error('no link')
  await openLink(db, node.ticketSecret, { userId: bob.id }, link)
  const signInId = await createSignIn(db, bob.id)
  const ticket = () => mintTicket(node.ticketSecret, { userId: bob.id, name: 'Bob', sessionId: signInId })
  const connection = node.connect()
  expect(await connection.hello(await ticket(), id)).toMatchObject({ kind: 'welcome', role: 'editor' })
  return { db, owner, alice, bob, signInId, id, link: link.id, ticket, connection }
}

/** Whether something of others came after the reason. */
function afterReason(connection: RawConnection): readonly Downstream[] {
  return connection.received.slice(connection.received.findIndex(isError) + 1)
}

describe.each([
  ['as Postgres says it', true],
  ['as the node finds out by itself, because no notification arrives', false],
])('A65 reading ends %s', (_, told) => {
  let A: Server
  let B: Server
  beforeAll(async () => {
    A = await testServer()
    B = await testServer({ shares: A.db })
    if (!told) {
      await A.db.owner.query(
        `CREATE OR REPLACE FUNCTION notify_access(p_document text, p_user text) RETURNS void LANGUAGE sql AS 'SELECT'`,
      )
      await A.db.owner.query(
        `CREATE OR REPLACE FUNCTION notify_document(p_document text) RETURNS void LANGUAGE sql AS 'SELECT'`,
      )
    }
  })
  afterAll(async () => {
    await B[Symbol.asyncDispose]()
    await A[Symbol.asyncDispose]()
  })

  test.each(causes)('when %s: he is told why, cut, and gets nothing more, on either node', async (_, revoke, code) => {
    for (const node of [A, B]) {
      const at = await join(node)
      await revoke(at)
      expect(await at.connection.next(isError)).toMatchObject({ code, rseq: 0 })
      await at.connection.closed()
      // He can't come back with what he has, and what the others write is theirs.
      if (code !== 'document_trashed') {
        const other = node.open(at.alice, at.id)
        await settled(other)
        other.edit([{ from: 0, to: 0, insert: 'secret' }])
        await settled(other)
      }
      expect(afterReason(at.connection)).toEqual([])
      expect(await node.connect().hello(await at.ticket(), at.id)).toMatchObject({ kind: 'error', code })
      const rows = await at.db.prisma.operation.findMany({ where: { documentId: at.id, userId: at.bob.id } })
      expect(rows).toEqual([])
    }
  })

  test.each<[string, (at: Case) => Promise<void>]>([
    ['his role is lowered', ({ db, owner, bob, id }) => changeRole(db, owner, id, bob.id, 'viewer')],
    [
      'the role of the link is lowered by which he came',
      ({ db, owner, id, link }) => changeLink(db, owner, id, link, { name: '', role: 'viewer', expiresAt: null }),
    ],
  ])('when %s he is told, stays and reads on', async (_, lower) => {
    for (const node of [A, B]) {
      const at = await join(node)
      const { alice, id, connection } = at
      await lower(at)
      expect(await connection.next(({ kind }) => kind === 'role')).toEqual({ kind: 'role', role: 'viewer' })
      const other = node.open(alice, id)
      await settled(other)
      other.edit([{ from: 0, to: 0, insert: 'for readers' }])
      await connection.next((message) => message.kind === 'echo')
      expect(connection.isClosed).toBe(false)
    }
  })

  test('other sign-ins of the same person, and other people, go on', async () => {
    const { db, bob, alice, id, signInId, connection } = await join(A)
    const elsewhere = B.open(bob, id)
    const hers = A.open(alice, id)
    await settled(elsewhere)
    await settled(hers)
    await endSignIn(db, { userId: bob.id, signInId })
    await connection.closed()
    expect([elsewhere.state.phase, hers.state.phase]).toEqual(['live', 'live'])
  })
})

test('a connection for access that is lost is made again, and what was missed is found', async () => {
  await using node = await testServer()
  const { db, owner, bob, id, connection } = await join(node)
  await db.owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'tandem-access' AND datname = current_database()`,
  )
  await removePerson(db, owner, id, bob.id)
  expect(await connection.next(isError)).toMatchObject({ code: 'not_found' })
})

test('while the database does not say who may read, nothing is shown; then to those who still may', async () => {
  await using node = await testServer()
  const { db, alice, bob, id, connection } = await join(node)
  const writer = node.open(alice, id)
  const reader = node.open(alice, id)
  await settled(writer)
  await settled(reader)
  const failedLooks = () => node.lines.filter(({ msg }) => msg === 'looking who may be here failed').length
  // What the look reads is gone, what the append reads is not. After so many looks the lease is out.
  await db.owner.query('ALTER TABLE document RENAME COLUMN title TO title_away')
  await expect.poll(failedLooks, { timeout: 20_000 }).toBeGreaterThan(10)
  writer.edit([{ from: 0, to: 0, insert: 'secret' }])
  await expect.poll(() => db.prisma.operation.count({ where: { documentId: id } })).toBe(1)
  const before = failedLooks()
  await expect.poll(failedLooks, { timeout: 20_000 }).toBeGreaterThan(before + 3)
  expect(reader.doc?.toString()).toBe('')
  expect(connection.received.some(({ kind }) => kind === 'echo')).toBe(false)
  await db.owner.query('DELETE FROM permission WHERE document_id = $1 AND user_id = $2', [id, bob.id])
  await db.owner.query('ALTER TABLE document RENAME COLUMN title_away TO title')
  await settled(writer)
  await expect.poll(() => reader.doc?.toString()).toBe('secret')
  expect(await connection.next(isError)).toMatchObject({ code: 'not_found' })
  expect(connection.received.some(({ kind }) => kind === 'echo')).toBe(false)
})
