import { TandemDoc } from '@tandem/crdt'
import { createDocument } from '@tandem/db/factories'
import { expect, test } from 'vitest'
import { settled, testServer, until } from './testing/test-server.ts'

test('A09 what shows on one screen and is in no log is noticed while somebody types, written down, and gone', async () => {
  await using server = await testServer()
  const [alice, bob] = [await server.createUser('Alice'), await server.createUser('Bob')]
  const { id } = await createDocument(server.db, { owner: alice, people: [{ userId: bob.id, role: 'editor' }] })
  const [A, B] = [server.open(alice, id), server.open(bob, id)]
  await settled(A)
  await settled(B)
  A.edit([{ from: 0, to: 0, insert: 'ours' }])
  await until(B, () => B.doc?.toString() === 'ours')

  const stray = new TandemDoc()
  stray.become(1_000_000)
  B.doc?.apply([stray.edit([{ from: 0, to: 0, insert: '?' }])])
  expect(B.doc?.toString()).toContain('?')
  const typing = setInterval(() => A.edit([{ from: 0, to: 0, insert: '.' }]), 200)
  try {
    await until(B, () => B.state.phase === 'live' && B.doc?.toString().includes('?') === false)
  } finally {
    clearInterval(typing)
  }
  await settled(A)
  await until(B, () => B.doc?.toString() === A.doc?.toString())
  expect(server.lines).toContainEqual(
    expect.objectContaining({ document: id, user: bob.id, msg: 'a session showed something else than the log' }),
  )
}, 60_000)

test('who claims it without end is sent away, and fills no log', async () => {
  await using server = await testServer({ limits: 'divergenceBurst=3' })
  const mallory = await server.createUser('Mallory')
  const { id } = await createDocument(server.db, { owner: mallory })
  const connection = server.connect()
  await connection.hello(await server.ticketOf(mallory), id)
  for (let count = 0; count < 20; count++) connection.send({ kind: 'diverged', seq: 0, digest: 'nonsense' })
  await connection.closed()
  expect(connection.received.at(-1)).toMatchObject({ kind: 'error', code: 'rate_limited' })
  expect(server.lines.filter(({ msg }) => msg === 'a session showed something else than the log')).toHaveLength(3)
})
