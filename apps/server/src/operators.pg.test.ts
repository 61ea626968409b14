import { createDocument } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { settled, testServer, until } from './testing/test-server.ts'

const get = async (url: string, init: RequestInit = {}) => {
  const response = await fetch(url, init)
  return { status: response.status, text: (await response.text()).trim() }
}

/** The values of a figure, by what stands behind its name. */
async function figure(metricsUrl: string, name: string): Promise<Record<string, number>> {
  const { text } = await get(`${metricsUrl}/metrics`)
  const lines = text.split('\n').filter((line) => line.startsWith(name))
  return Object.fromEntries(
    lines.map((line) => {
      const [key = '', value] = line.slice(name.length).split(/ (?=[^ ]+$)/)
      return [key, Number(value)]
    }),
  )
}

describe('O6 what operators may ask, and where', () => {
  test('health and readiness on both ports, figures on one', async () => {
    await using server = await testServer()
    for (const base of [server.url, server.metricsUrl]) {
      expect(await get(`${base}/health`)).toEqual({ status: 200, text: 'ok' })
      expect(await get(`${base}/ready`)).toEqual({ status: 200, text: 'ready' })
      expect((await get(`${base}/`)).status).toBe(404)
      expect((await get(`${base}/ready`, { method: 'POST' })).status).toBe(405)
    }
    expect((await get(`${server.metricsUrl}/metrics`)).status).toBe(200)
    expect((await get(`${server.url}/metrics`)).status).toBe(404)
    expect((await get(`${server.metricsUrl}/metrics`, { method: 'POST' })).status).toBe(405)
  })
})

describe('O7 the figures', () => {
  test('sessions, rooms, commits and the time to the echo', async () => {
    await using server = await testServer()
    const alice = await server.createUser('Alice')
    const { id } = await createDocument(server.db, { owner: alice })
    const sessions = [server.open(alice, id), server.open(alice, id)]
    for (const session of sessions) await settled(session)
    const [A, B] = sessions
    A?.edit([{ from: 0, to: 0, insert: 'x' }])
    if (B) await until(B, () => B.seq === 1)
    const of = (name: string) => figure(server.metricsUrl, name)
    expect(await of('tandem_sessions')).toEqual({ '': 2 })
    expect(await of('tandem_rooms')).toEqual({ '': 1 })
    expect(await of('tandem_connections')).toEqual({ '': 2 })
    expect(await of('tandem_commit_changes_count')).toEqual({ '': 1 })
    expect(await of('tandem_echo_seconds_count')).toEqual({ '': 1 })
    expect(await of('tandem_unsent_bytes')).toEqual({ '': 0 })
    expect(await of('tandem_node_lag_rows')).toEqual({ '': 0 })
  })

  test('how far a node is behind the log; nothing while the database can not say', async () => {
    await using server = await testServer()
    const alice = await server.createUser('Alice')
    const { id } = await createDocument(server.db, { owner: alice })
    await settled(server.open(alice, id))
    const { owner } = server.db
    const lag = () => figure(server.metricsUrl, 'tandem_node_lag_rows')
    // Rows that it hears of and can't read: it stays behind for as long.
    await owner.query('ALTER TABLE operation RENAME TO operation_away; UPDATE document SET head = head + 3')
    expect(await lag()).toEqual({ '': 3 })
    await owner.query('ALTER TABLE document RENAME TO document_away')
    expect(await lag()).toEqual({})
    await owner.query('ALTER TABLE document_away RENAME TO document; ALTER TABLE operation_away RENAME TO operation')
  })
})

describe('O8 a server that leaves', () => {
  test('lets in nobody, says so, and tells everybody why', async () => {
    await using server = await testServer()
    const alice = await server.createUser('Alice')
    const { id } = await createDocument(server.db, { owner: alice })
    const joined = server.connect()
    await joined.hello(await server.ticketOf(alice), id)
    const waiting = server.connect()
    await waiting.opened()
    const stopped = server.stop()
    expect(await get(`${server.metricsUrl}/ready`)).toEqual({ status: 503, text: 'draining' })
    expect(await waiting.hello(await server.ticketOf(alice), id)).toMatchObject({ kind: 'error', code: 'drain' })
    expect(await joined.next((message) => message.kind === 'error')).toMatchObject({ code: 'drain' })
    await stopped
    await expect(fetch(`${server.url}/health`)).rejects.toThrow()
    await expect(fetch(`${server.metricsUrl}/health`)).rejects.toThrow()
  })

  test('has what was pushed before in the log, and its author knows', async () => {
    await using server = await testServer()
    const alice = await server.createUser('Alice')
    const { id } = await createDocument(server.db, { owner: alice })
    const session = server.open(alice, id)
    await settled(session)
    for (let count = 0; count < 100; count++) session.edit([{ from: 0, to: 0, insert: 'x' }])
    await server.restart()
    await settled(session)
    await until(session, () => session.seq === 100)
    expect(session.doc?.length).toBe(100)
  })
})
