import { decodeChange, TandemDoc } from '@tandem/crdt'
import { createDocument, type TestDatabase } from '@tandem/db/factories'
import { changeRole, latestSnapshot, readLog, removePerson, renameDocument, trashDocument } from '@tandem/documents'
import { describe, expect, test } from 'vitest'
import { settled, testServer, until } from './testing/test-server.ts'

type Server = Awaited<ReturnType<typeof testServer>>

/** Alice owns a document, Bob has a role in it. */
async function shared(server: Server, role: 'editor' | 'viewer' = 'editor') {
  const alice = await server.createUser('Alice')
  const bob = await server.createUser('Bob')
  const { id } = await createDocument(server.db, { owner: alice, people: [{ userId: bob.id, role }] })
  return { alice, bob, id }
}

/** The same, and both have it open. */
async function together(server: Server) {
  const people = await shared(server)
  const A = server.open(people.alice, people.id)
  const B = server.open(people.bob, people.id)
  await settled(A)
  await settled(B)
  return { ...people, A, B }
}

async function rowsOf(db: TestDatabase, documentId: string) {
  return readLog(db, documentId, { after: 0, limit: 10_000 })
}

async function textInLog(db: TestDatabase, documentId: string): Promise<string> {
  const doc = new TandemDoc()
  doc.apply((await rowsOf(db, documentId)).map((row) => decodeChange(row.payload)))
  return doc.toString()
}

const append = (text: string) => (doc: TandemDoc | null) => {
  const end = doc?.length ?? 0
  return [{ from: end, to: end, insert: text }]
}

describe('S1 what is typed is seen by all, and is in the log', () => {
  test('two people, one after the other', async () => {
    await using server = await testServer()
    const { id, A, B } = await together(server)
    A.edit([{ from: 0, to: 0, insert: 'hello' }])
    await until(B, () => B.doc?.toString() === 'hello')
    B.edit([{ from: 5, to: 5, insert: ' world' }])
    await until(A, () => A.doc?.toString() === 'hello world')
    await settled(A)
    await settled(B)
    expect(await textInLog(server.db, id)).toBe('hello world')
  })

  test('three at once, at the same place, and each row is of its author', async () => {
    await using server = await testServer()
    const { alice, bob, id } = await shared(server)
    const sessions = [server.open(alice, id), server.open(bob, id), server.open(bob, id)]
    for (const session of sessions) await settled(session)
    for (let round = 0; round < 50; round++) {
      for (const [index, session] of sessions.entries()) session.edit([{ from: 0, to: 0, insert: `${index}` }])
    }
    for (const session of sessions) await settled(session)
    for (const session of sessions) await until(session, () => session.seq === 150)
    const texts = sessions.map((session) => session.doc?.toString())
    expect(new Set([...texts, await textInLog(server.db, id)]).size).toBe(1)
    expect(texts[0]?.length).toBe(150)
    // Each typed to the left of what they had typed before: nobody's run is torn apart.
    expect(texts[0]).toMatch(/^(0{50}|1{50}|2{50}){3}$/)
    const replicas = sessions.map((session) => session.doc?.replica)
    for (const row of await rowsOf(server.db, id)) {
      expect(row.userId).toBe(row.replica === replicas[0] ? alice.id : bob.id)
      expect(sessions[0]?.authorOf(row.replica)).toBe(row.userId)
    }
  })

  test('properties travel in the same log', async () => {
    await using server = await testServer()
    const { A, B } = await together(server)
    A.setProperty('language', 'rust')
    await until(B, () => B.doc?.properties.get('language') === 'rust')
    B.removeProperty('language')
    await until(A, () => A.doc?.properties.get('language') === undefined)
  })
})

test('S2 durable before visible: every row that somebody is shown is in the log at that moment', async () => {
  await using server = await testServer()
  const { id, A, B } = await together(server)
  const checks: Promise<void>[] = []
  const check = (seq: number) => {
    checks.push(
      readLog(server.db, id, { after: seq - 1, limit: 1 }).then((rows) =>
        expect(rows.map((row) => row.seq)).toEqual([seq]),
      ),
    )
  }
  A.on('seq', check)
  B.on('seq', check)
  for (let count = 0; count < 30; count++) A.edit(append('x')(A.doc))
  await settled(A)
  await until(B, () => B.seq === 30)
  await Promise.all(checks)
  expect(checks.length).toBeGreaterThanOrEqual(2)
})

describe('S3 A13 a restart of the server loses nothing', () => {
  test('typing goes on across it', async () => {
    await using server = await testServer()
    const { id, A, B } = await together(server)
    A.edit(append('before ')(A.doc))
    const restarted = server.restart()
    A.edit(append('during ')(A.doc))
    await restarted
    A.edit(append('after')(A.doc))
    await settled(A)
    await until(B, () => B.doc?.toString() === 'before during after')
    expect(await textInLog(server.db, id)).toBe('before during after')
  })

  test('the server tells that it leaves', async () => {
    await using server = await testServer()
    const { alice, id } = await shared(server)
    const connection = server.connect()
    await connection.hello(await server.ticketOf(alice), id)
    const restarted = server.restart()
    expect(await connection.next((message) => message.kind === 'error')).toMatchObject({ code: 'drain' })
    await restarted
  })
})

describe('S4 a change of access takes effect at once', () => {
  test('a lowered role: the session learns of it, and what it sends is refused', async () => {
    await using server = await testServer()
    const { alice, bob, id } = await shared(server)
    const B = server.open(bob, id)
    await settled(B)
    B.edit(append('mine')(B.doc))
    await settled(B)
    await changeRole(server.db, { userId: alice.id }, id, bob.id, 'viewer')
    await until(B, () => B.role === 'viewer')
    expect(() => B.edit(append('!')(B.doc))).toThrow()
    await changeRole(server.db, { userId: alice.id }, id, bob.id, 'editor')
    await until(B, () => B.role === 'editor')
    B.edit(append('!')(B.doc))
    await settled(B)
    expect(await textInLog(server.db, id)).toBe('mine!')
  })

  test('a removed person is cut, and sees nothing more', async () => {
    await using server = await testServer()
    const { alice, bob, id, A, B } = await together(server)
    await until(A, () => A.peers.length === 1)
    await removePerson(server.db, { userId: alice.id }, id, bob.id)
    await until(B, () => B.state.phase === 'closed')
    expect(B.state).toMatchObject({ phase: 'closed', reason: { code: 'not_found' } })
    A.edit(append('secret')(A.doc))
    await settled(A)
    expect(B.doc?.toString()).toBe('')
    await until(A, () => A.peers.length === 0)
  })

  test('a new title and the trash are told', async () => {
    await using server = await testServer()
    const { alice, bob, id } = await shared(server)
    const B = server.open(bob, id)
    await settled(B)
    await renameDocument(server.db, { userId: alice.id }, id, 'Another')
    await until(B, () => B.title === 'Another')
    await trashDocument(server.db, { userId: alice.id }, id)
    await until(B, () => B.state.phase === 'closed')
    expect(B.state).toMatchObject({ reason: { code: 'document_trashed' } })
    expect(await server.connect().hello(await server.ticketOf(bob), id)).toMatchObject({ code: 'document_trashed' })
  })
})

describe('S5 presence', () => {
  test('who is here and where, and who left', async () => {
    await using server = await testServer()
    const { alice, bob, id } = await shared(server)
    const A = server.open(alice, id)
    await settled(A)
    A.edit(append('0123456789')(A.doc))
    await settled(A)
    const B = server.open(bob, id)
    await settled(B)
    await until(B, () => B.peers.length === 1)
    expect(B.peers[0]).toMatchObject({ user: { id: alice.id, name: 'Alice' }, role: 'owner' })
    A.select([{ anchor: 3, head: 7 }])
    const place = () =>
      B.peers[0]?.selections.map(({ anchor, head }) => [B.doc?.positionOf(anchor), B.doc?.positionOf(head)])
    await until(B, () => JSON.stringify(place()) === '[[3,7]]')
    B.edit([{ from: 0, to: 0, insert: 'xx' }])
    expect(place()).toEqual([[5, 9]])
    await A.close()
    await until(B, () => B.peers.length === 0)
  })

  test('my own other tab is somebody else', async () => {
    await using server = await testServer()
    const { alice, id } = await shared(server)
    const first = server.open(alice, id)
    await settled(first)
    const second = server.open(alice, id)
    await settled(second)
    await until(first, () => first.peers.length === 1)
    await until(second, () => second.peers.length === 1)
    expect(first.self?.key).not.toBe(second.self?.key)
    expect(first.self?.hue).toBe(second.self?.hue)
  })
})

test('S6 a document with a long history opens from a snapshot and the rows behind it', async () => {
  await using server = await testServer()
  const { alice, bob, id } = await shared(server)
  const A = server.open(alice, id)
  await settled(A)
  for (let count = 0; count < 3000; count++) {
    A.edit([{ from: 0, to: 0, insert: 'ab' }])
    A.edit([{ from: 0, to: 1, insert: '' }])
  }
  await settled(A)
  await expect.poll(() => latestSnapshot(server.db, id, () => {}), { timeout: 20_000 }).not.toBeNull()

  const welcome = await server.connect().hello(await server.ticketOf(bob), id)
  expect(welcome).toMatchObject({ kind: 'welcome', head: 6000, snapshot: { seq: expect.any(Number) } })
  const B = server.open(bob, id)
  await settled(B)
  await until(B, () => B.seq === 6000)
  expect(B.doc?.toString()).toBe(A.doc?.toString())
  expect(B.doc?.digest()).toBe(A.doc?.digest())
})

test('S7 while the database fails nothing is shown and nothing is lost; afterwards it goes on by itself', async () => {
  await using server = await testServer()
  const { id, A, B } = await together(server)
  await server.db.owner.query('ALTER TABLE operation RENAME TO operation_away')
  A.edit(append('kept')(A.doc))
  A.edit(append(' too')(A.doc))
  await expect.poll(async () => (await server.metrics.refusals.get()).values.length).toBeGreaterThan(0)
  expect(A.unsaved.count).toBe(2)
  expect(B.doc?.toString()).toBe('')
  await server.db.owner.query('ALTER TABLE operation_away RENAME TO operation')
  await settled(A)
  await until(B, () => B.doc?.toString() === 'kept too')
  expect(await textInLog(server.db, id)).toBe('kept too')
})
