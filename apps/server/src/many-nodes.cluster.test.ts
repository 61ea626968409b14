import { createClient } from '@redis/client'
import { decodeChange, TandemDoc } from '@tandem/crdt'
import { createDocument, type TestDatabase } from '@tandem/db/factories'
import { changeRole, readLog, removePerson } from '@tandem/documents'
import { encodeNodeMessage } from '@tandem/protocol/node-message'
import { describe, expect, test } from 'vitest'
import { channelOf, messageSeal } from './cluster/message-seal.ts'
import { type Tie, testNodes, testRedisUrl } from './testing/test-nodes.ts'
import { settled, until } from './testing/test-server.ts'

type Nodes = Awaited<ReturnType<typeof testNodes>>

/** Alice has a document open on node A, Bob on node B. */
async function together({ A, B }: Nodes) {
  const alice = await A.createUser('Alice')
  const bob = await A.createUser('Bob')
  const { id } = await createDocument(A.db, { owner: alice, people: [{ userId: bob.id, role: 'editor' }] })
  const a = A.open(alice, id)
  const b = B.open(bob, id)
  await settled(a)
  await settled(b)
  return { alice, bob, id, a, b }
}

async function textInLog(db: TestDatabase, documentId: string): Promise<string> {
  const doc = new TandemDoc()
  const rows = await readLog(db, documentId, { after: 0, limit: 10_000 })
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1))
  doc.apply(rows.map((row) => decodeChange(row.payload)))
  return doc.toString()
}

const end = (doc: TandemDoc | null) => doc?.length ?? 0

/** Both write, each after what the other wrote. */
async function takeTurns({ a, b }: { a: ReturnType<Nodes['open']>; b: ReturnType<Nodes['open']> }, rounds: number) {
  const before = a.doc?.toString() ?? ''
  let written = ''
  for (let round = 0; round < rounds; round++) {
    for (const [name, writer, reader] of [
      ['a', a, b],
      ['b', b, a],
    ] as const) {
      writer.edit([{ from: end(writer.doc), to: end(writer.doc), insert: `${name}${round} ` }])
      written += `${name}${round} `
      await until(reader, () => reader.doc?.toString() === before + written)
    }
  }
}

describe('K1 what is written on one node is seen on the other', () => {
  test.each<Tie>(['redis', 'nothing'])('with %s between them', async (tie) => {
    await using nodes = await testNodes(tie)
    const people = await together(nodes)
    await takeTurns(people, 5)
    await settled(people.a)
    await settled(people.b)
    expect(await textInLog(nodes.A.db, people.id)).toBe(people.a.doc?.toString())
  })

  test('both at once, at the same place', async () => {
    await using nodes = await testNodes()
    const { id, a, b } = await together(nodes)
    for (let round = 0; round < 50; round++) {
      a.edit([{ from: 0, to: 0, insert: 'a' }])
      b.edit([{ from: 0, to: 0, insert: 'b' }])
    }
    await settled(a)
    await settled(b)
    for (const session of [a, b]) await until(session, () => session.seq === 100)
    expect(a.doc?.toString()).toMatch(/^(a{50}b{50}|b{50}a{50})$/)
    expect(b.doc?.toString()).toBe(a.doc?.toString())
    expect(await textInLog(nodes.A.db, id)).toBe(a.doc?.toString())
  })

  test('while Redis is away, and after it came back', async () => {
    await using nodes = await testNodes()
    const people = await together(nodes)
    await takeTurns(people, 2)
    await nodes.redis?.cut()
    await takeTurns(people, 2)
    nodes.redis?.heal()
    await takeTurns(people, 2)
    expect(await textInLog(nodes.A.db, people.id)).toBe(people.a.doc?.toString())
  })
})

describe('K2 presence', () => {
  test('people of the other node come, move and leave', async () => {
    await using nodes = await testNodes()
    const { bob, a, b } = await together(nodes)
    await until(a, () => a.peers.length === 1)
    await until(b, () => b.peers.length === 1)
    expect(a.peers[0]).toMatchObject({ user: { id: bob.id, name: 'Bob' }, role: 'editor' })
    a.edit([{ from: 0, to: 0, insert: '0123456789' }])
    await until(b, () => end(b.doc) === 10)
    b.select([{ anchor: 3, head: 7 }])
    const place = () =>
      a.peers[0]?.selections.map(({ anchor, head }) => [a.doc?.positionOf(anchor), a.doc?.positionOf(head)])
    await until(a, () => JSON.stringify(place()) === '[[3,7]]')
    await b.close()
    await until(a, () => a.peers.length === 0)
  })

  test('who comes later is told who is on the other node', async () => {
    await using nodes = await testNodes()
    const { alice, id, a, b } = await together(nodes)
    await until(a, () => a.peers.length === 1)
    const later = nodes.B.open(alice, id)
    await settled(later)
    await until(later, () => later.peers.length === 2)
    await until(a, () => a.peers.length === 2)
    await until(b, () => b.peers.length === 2)
  })
})

describe('K3 access', () => {
  test('a lowered role and a removal are noticed on the other node', async () => {
    await using nodes = await testNodes()
    const { alice, bob, id, b } = await together(nodes)
    await changeRole(nodes.A.db, { userId: alice.id }, id, bob.id, 'viewer')
    await until(b, () => b.role === 'viewer')
    await removePerson(nodes.A.db, { userId: alice.id }, id, bob.id)
    await until(b, () => b.state.phase === 'closed')
    expect(b.state).toMatchObject({ phase: 'closed', reason: { code: 'not_found' } })
  })
})

describe('K4 whoever can write to Redis', () => {
  test('can put nothing into a document, show nobody, and end nothing', async () => {
    await using nodes = await testNodes()
    const { id, a, b } = await together(nodes)
    await takeTurns({ a, b }, 1)
    await until(a, () => a.peers.length === 1)
    await until(b, () => b.peers.length === 1)
    const stranger = await createClient({ url: testRedisUrl().href }).connect()
    const channel = channelOf(id)
    const forged = [
      Buffer.from(''),
      Buffer.from('rubbish'),
      Buffer.alloc(2 ** 20),
      encodeNodeMessage({ node: 'evil', body: { kind: 'hint', seq: 1_000_000 } }),
      messageSeal('the secret of somebody else, long').seal(
        channel,
        encodeNodeMessage({ node: 'evil', body: { kind: 'gone' } }),
      ),
    ]
    // What Socket.IO's own adapter would take for a broadcast and for a request.
    forged.push(Buffer.from('\x93\xa4evil\x82\xa4type\x02\xa4data\x91\xa5frame\x80', 'latin1'))
    forged.push(Buffer.from(JSON.stringify({ uid: 'evil', type: 5, requestId: 'x' })))
    for (const message of forged) await stranger.publish(channel, Buffer.from(message))
    for (const name of ['socket.io#/#', 'socket.io-request#/#', 'tandem:all']) {
      for (const message of forged) await stranger.publish(name, Buffer.from(message))
    }
    stranger.destroy()
    const refused = async (node: Nodes['A']) => (await node.metrics.nodeMessagesRefused.get()).values[0]?.value
    await expect.poll(() => refused(nodes.A)).toBe(forged.length)
    await expect.poll(() => refused(nodes.B)).toBe(forged.length)
    await takeTurns({ a, b }, 1)
    expect([a.peers.length, b.peers.length]).toEqual([1, 1])
    expect(await textInLog(nodes.A.db, id)).toBe('a0 b0 a0 b0 ')
  })
})

describe('K5 a node that leaves', () => {
  test('sends its people to the other one, who know at once that they left', async () => {
    await using nodes = await testNodes()
    const { alice, id, a, b } = await together(nodes)
    const roaming = nodes.open(alice, id)
    await settled(roaming)
    await until(b, () => b.peers.length === 2)
    a.edit([{ from: 0, to: 0, insert: 'before ' }])
    await settled(a)
    await a.close()
    roaming.edit([{ from: 0, to: 0, insert: 'during ' }])
    await nodes.A.stop()
    roaming.edit([{ from: end(roaming.doc), to: end(roaming.doc), insert: 'after' }])
    await settled(roaming)
    await until(b, () => b.doc?.toString() === roaming.doc?.toString())
    expect(await textInLog(nodes.B.db, id)).toMatch(/^(before during |during before )after$/)
    await until(b, () => b.peers.length === 1)
  })

  test('one after the other, again and again, while people type: nothing is lost, nothing doubled', async () => {
    await using nodes = await testNodes()
    const alice = await nodes.A.createUser('Alice')
    const { id } = await createDocument(nodes.A.db, { owner: alice })
    const sessions = [nodes.open(alice, id), nodes.open(alice, id), nodes.open(alice, id), nodes.open(alice, id)]
    for (const session of sessions) await settled(session)
    const typed = sessions.map(() => 0)
    let restarting = true
    const type = async () => {
      while (restarting) {
        for (const [at, session] of sessions.entries()) {
          session.edit([{ from: 0, to: 0, insert: `${at}` }])
          typed[at] = (typed[at] ?? 0) + 1
        }
        await new Promise(setImmediate)
        // Not far ahead of the log, so that it goes on across all of the restarts.
        for (const session of sessions) await until(session, () => session.unsaved.count < 50)
      }
    }
    const typing = type()
    for (let round = 0; round < 2; round++) {
      await nodes.A.restart()
      await nodes.B.restart()
    }
    restarting = false
    await typing
    const total = typed.reduce((sum, count) => sum + count, 0)
    expect(total).toBeGreaterThan(sessions.length)
    for (const session of sessions) await settled(session)
    for (const session of sessions) await until(session, () => end(session.doc) === total)
    const text = await textInLog(nodes.A.db, id)
    for (const session of sessions) expect(session.doc?.toString()).toBe(text)
    for (const [at, count] of typed.entries()) expect(text.split(`${at}`).length - 1).toBe(count)
  })
})
