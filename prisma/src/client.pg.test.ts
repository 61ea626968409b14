import { once } from 'node:events'
import { connect as connectSocket, createServer, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createUser } from '../factories/create-user.ts'
import { type TestDatabase, testDatabase } from '../factories/test-database.ts'
import { connect, database } from './client.ts'
import { Prisma } from './generated/client.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())
afterEach(() => vi.useRealTimers())

test('every column of the schema is in the migrations, and no other', async () => {
  const { rows } = await db.pool.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`,
  )
  const tables = new Set(rows.map(({ name }) => name.split('.')[0]))
  expect(tables.size).toBe(Object.keys(Prisma.ModelName).length)
  // Reading a row names every column that Prisma knows.
  await db.prisma.$transaction([
    db.prisma.user.findFirst(),
    db.prisma.account.findFirst(),
    db.prisma.document.findFirst(),
    db.prisma.permission.findFirst(),
    db.prisma.shareLink.findFirst(),
    db.prisma.titleIndex.findFirst(),
    db.prisma.visit.findFirst(),
    db.prisma.replica.findFirst(),
    db.prisma.operation.findFirst(),
    db.prisma.snapshot.findFirst(),
  ])
})

test('times are read back to the millisecond, through Prisma and through the pool alike', async () => {
  const { id } = await createUser(db)
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id } })
  const { rows } = await db.pool.query<{ created_at: Date }>('SELECT created_at FROM "user" WHERE id = $1', [id])
  expect(rows[0]?.created_at).toEqual(user.createdAt)
})

describe('every connection', () => {
  const settings: [name: string, value: string][] = [
    ['statement_timeout', '5s'],
    ['lock_timeout', '2s'],
    ['idle_in_transaction_session_timeout', '1s'],
    // What the functions in the database rely on.
    ['transaction_isolation', 'read committed'],
  ]
  test.each(settings)('has %s = %s', async (name, value) => {
    const { rows } = await db.pool.query(`SELECT current_setting($1) AS value`, [name])
    expect(rows).toEqual([{ value }])
    const viaPrisma = await db.prisma.$queryRaw`SELECT current_setting(${name}) AS value`
    expect(viaPrisma).toEqual([{ value }])
  })
})

test('a server that falls silent is given up, and the next statement takes another connection', async () => {
  const { hostname, port } = new URL(db.url)
  const servers: Socket[] = []
  const line = createServer((client) => {
    const server = connectSocket(Number(port), hostname)
    servers.push(server)
    server.pipe(client)
    client.pipe(server)
    for (const socket of [client, server]) socket.on('error', () => {})
    client.once('close', () => server.destroy())
  })
  line.listen(0, '127.0.0.1')
  await once(line, 'listening')
  const address = line.address()
  const url = new URL(db.url)
  url.port = String(typeof address === 'object' ? address?.port : '')
  const behind = connect(url.href)
  try {
    await behind.pool.query('SELECT 1')
    for (const server of servers) server.unpipe() // it still runs, but nothing comes back
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const lost = expect(behind.pool.query('SELECT 2')).rejects.toThrow('timeout')
    await vi.advanceTimersByTimeAsync(6_000)
    await lost
    vi.useRealTimers()
    expect((await behind.pool.query<{ n: number }>('SELECT 3 AS n')).rows).toEqual([{ n: 3 }])
  } finally {
    vi.useRealTimers()
    await behind.close()
    line.close()
  }
})

test('a connection that the server ends costs nobody anything but that connection', async () => {
  await using own = await testDatabase()
  await Promise.all(Array.from({ length: 5 }, () => own.pool.query('SELECT 1')))
  const ended = new Promise<void>((resolve) => own.pool.on('remove', () => own.pool.totalCount || resolve()))
  await db.owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`,
    [new URL(own.url).pathname.slice(1)],
  )
  await ended
  expect(await own.prisma.user.count()).toBe(0)
})

test('the shared database needs its variable, when it is used', () => {
  const before = process.env.DATABASE_URL
  delete process.env.DATABASE_URL
  expect(() => database()).toThrow('DATABASE_URL')
  process.env.DATABASE_URL = db.url
  expect(database()).toBe(database())
  if (before === undefined) delete process.env.DATABASE_URL
  else process.env.DATABASE_URL = before
})

test('a database that is not there is an error of the query, not of the connection', async () => {
  const missing = connect('postgresql://nobody@127.0.0.1:1/missing')
  await expect(missing.pool.query('SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await missing.close()
})
