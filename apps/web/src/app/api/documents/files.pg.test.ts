import { setImmediate } from 'node:timers/promises'
import { createDocument, createSignIn, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { renameDocument, trashDocument } from '@tandem/documents'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { everything } from '#features/documents/files/export-files.ts'
import { maxExported, maxImportBytes } from '#features/documents/files/file-limits.ts'
import { loadTaggedPage } from '#features/documents/tagged-page.ts'
import { personHeader } from '#lib/page-person.ts'
import { POST as exportFiles } from './export/route.ts'
import { GET as freshList } from './fresh/route.ts'
import { POST as importFile } from './import/route.ts'

let who: { id: string; signInId: string } | null = null
vi.mock('server-only', () => ({}))
vi.mock('#server/current-user.ts', () => ({ currentUser: async () => who }))

let db: TestDatabase
let alice: { id: string; signInId: string }

beforeAll(async () => {
  db = await testDatabase()
  vi.stubEnv('DATABASE_URL', db.url)
})
afterAll(async () => {
  const { database } = await import('@tandem/documents')
  await database().close()
  vi.unstubAllEnvs()
  await db[Symbol.asyncDispose]()
})

beforeEach(async () => {
  const { id } = await createUser(db)
  alice = { id, signInId: await createSignIn(db, id) }
  who = alice
})

const own = { origin: 'https://tandem.test', host: 'tandem.test', 'sec-fetch-site': 'same-origin' }

function sent(name: string, body: string | Uint8Array, headers: Record<string, string> = {}): Request {
  const bytes = typeof body === 'string' ? strToU8(body) : body
  return new Request(`https://tandem.test/api/documents/import?${new URLSearchParams({ name })}`, {
    method: 'POST',
    headers: { ...own, [personHeader]: alice.id, 'content-length': `${bytes.length}`, ...headers },
    body: Buffer.from(bytes),
  })
}

function asked(ids: readonly string[], headers: Record<string, string> = {}, person = alice.id): Request {
  const body = new URLSearchParams([...ids.map((id) => ['id', id]), ['person', person]]).toString()
  return new Request('https://tandem.test/api/documents/export', {
    method: 'POST',
    headers: {
      ...own,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': `${body.length}`,
      ...headers,
    },
    body,
  })
}

const list = (query: string, headers: Record<string, string> = {}) =>
  freshList(
    new Request(`https://tandem.test/api/documents/fresh?${query}`, {
      headers: { ...own, [personHeader]: alice.id, ...headers },
    }),
  )

const unpacked = async (response: Response) =>
  Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer()))).map(([name, bytes]) => [
      name,
      strFromU8(bytes),
    ]),
  )

const whoElse = { [personHeader]: 'bob' }

test.each<[what: string, ask: () => Promise<Response>]>([
  ['brings no file', () => importFile(sent('a.txt', 'a', whoElse))],
  ['takes no document', () => exportFiles(asked([], {}, 'bob'))],
  ['sees no list', () => list('place=mine&sort=edited', whoElse)],
])('a page that was made for somebody else %s, and says why', async (_, ask) => {
  const answer = await ask()
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ code: 'auth_required', title: expect.stringContaining('someone else') })
})

test('where the database has no connection left, it is said when to come again', async () => {
  const { database } = await import('@tandem/documents')
  const held = await Promise.all(Array.from({ length: 10 }, () => database().pool.connect()))
  try {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const answers = Promise.all([list('place=mine&sort=edited'), exportFiles(asked(['document']))])
    while (database().pool.waitingCount < 2) await setImmediate()
    await vi.advanceTimersByTimeAsync(5_000)
    for (const answer of await answers) {
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
      expect(await answer.json()).toMatchObject({ code: 'busy' })
    }
  } finally {
    vi.useRealTimers()
    for (const connection of held) connection.release()
  }
})

describe('files that come in', () => {
  test('become documents, and go out as they were', async () => {
    const answer = await importFile(sent('a\u202eb.txt', 'one\r\ntwo\r\n'))
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const { made, refused } = await answer.json()
    expect(refused).toEqual([])
    expect(made).toEqual([{ id: expect.any(String), title: 'a b.txt' }])
    const file = await exportFiles(asked([made[0].id]))
    expect(await file.text()).toBe('one\r\ntwo\r\n')
    expect(file.headers.get('content-disposition')).toContain('filename="a b.txt"')
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('of an archive become one each; what is no text is told, and keeps nothing else from it', async () => {
    const archive = zipSync({
      'src/a.ts': strToU8('a'),
      'b.ts': strToU8('b'),
      'photo.jpg': Uint8Array.of(0xff, 0xd8, 0, 0),
      'old.txt': Uint8Array.of(0x63, 0xe9),
    })
    const { made, refused } = await (await importFile(sent('All.ZIP', archive))).json()
    expect(made.map(({ title }: { title: string }) => title)).toEqual(['a.ts', 'b.ts'])
    expect(refused).toEqual([
      { name: 'photo.jpg', reason: 'It is no text.' },
      { name: 'old.txt', reason: 'It is neither UTF-8 nor UTF-16. Save it as UTF-8 first.' },
    ])
  })

  test('that are more than a document can hold leave nothing behind', async () => {
    const { made, refused } = await (await importFile(sent('long.txt', 'x'.repeat(2 * 1024 * 1024 + 1)))).json()
    expect([made, refused]).toEqual([[], [{ name: 'long.txt', reason: 'It is larger than a document can be.' }]])
    expect(await db.prisma.permission.count({ where: { userId: alice.id } })).toBe(0)
  })

  test.each<[what: string, request: () => Request, status: number]>([
    ['another site', () => sent('a.txt', 'a', { origin: 'https://evil.test' }), 403],
    ['a file without a name', () => sent('', 'a'), 400],
    ['a name that is too long', () => sent('a'.repeat(1001), 'a'), 400],
    ['a body that is too large', () => sent('a.txt', 'a', { 'content-length': `${maxImportBytes + 1}` }), 413],
    ['a body of a length that is none', () => sent('a.txt', 'a', { 'content-length': 'many' }), 413],
  ])('are refused from %s', async (_, request, status) => {
    const answer = await importFile(request())
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
  })
})

describe('files that go out', () => {
  test('are an archive of several, with names of their own', async () => {
    const documents = await Promise.all(
      ['Plan', 'plan', 'x/y.ts'].map((title, at) => createDocument(db, { owner: alice, title, text: `text ${at}` })),
    )
    const some = await exportFiles(asked(documents.map(({ id }) => id)))
    expect(some.headers.get('content-type')).toBe('application/zip')
    expect(await unpacked(some)).toEqual({ 'Plan.txt': 'text 0', 'plan (2).txt': 'text 1', 'x-y.ts': 'text 2' })
    await createDocument(db, { owner: alice, title: 'Thrown away', trashed: true })
    expect(Object.keys(await unpacked(await exportFiles(asked([]))))).toHaveLength(3)
  })

  test('are those that one may read', async () => {
    const { id } = await createDocument(db, { owner: await createUser(db), title: 'Secret' })
    for (const ids of [[id], ['missing'], ['../x'], [id, 'missing']]) {
      const answer = await exportFiles(asked(ids))
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain('Secret')
    }
  })

  test('are no more than an archive may hold', async () => {
    const ids = Array.from({ length: maxExported + 1 }, (_, at) => `d${at}`)
    expect((await exportFiles(asked(ids))).status).toBe(413)
    await Promise.all(['one', 'two', 'three'].map((title) => createDocument(db, { owner: alice, title })))
    expect(await everything({ userId: alice.id, signInId: alice.signInId }, 3)).toHaveLength(3)
    expect(await everything({ userId: alice.id, signInId: alice.signInId }, 2)).toBe(null)
  })

  test.each<[what: string, headers: Record<string, string>, status: number]>([
    ['another site', { origin: 'https://evil.test' }, 403],
    ['a form without a length', { 'content-length': 'none' }, 413],
    ['something else than a form', { 'content-type': 'text/plain' }, 400],
  ])('are refused to %s', async (_, headers, status) => {
    expect((await exportFiles(asked(['a'], headers))).status).toBe(status)
  })
})

describe('a list that is asked for again', () => {
  test('is empty as long as it is what it was', async () => {
    const { id } = await createDocument(db, { owner: alice, title: 'Before' })
    const first = await list('place=mine&sort=edited')
    expect((await first.json()).items).toMatchObject([{ id, title: 'Before' }])
    const etag = first.headers.get('etag') ?? ''
    expect((await loadTaggedPage(alice.id, { place: 'mine', sort: 'edited' })).etag).toBe(etag)
    const again = await list('place=mine&sort=edited', { 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
    await renameDocument(db, { userId: alice.id }, id, 'After')
    const changed = await list('place=mine&sort=edited', { 'if-none-match': etag })
    expect((await changed.json()).items).toMatchObject([{ id, title: 'After' }])
  })

  test('tells what became of documents behind its first page, and is another answer when they are gone', async () => {
    const titles = Array.from({ length: 52 }, (_, at) => `Plan ${at}`)
    const made = await Promise.all(
      titles.map((title, at) =>
        createDocument(db, { owner: alice, title, editedAt: new Date(Date.UTC(2026, 0, 1) - at) }),
      ),
    )
    const [first, behind, last] = [made[0]?.id ?? '', made[50]?.id ?? '', made[51]?.id ?? '']
    const asked = (...ids: string[]) => `place=mine&sort=edited&asked=${ids.join('+')}`
    const alone = await list('place=mine&sort=edited')
    const etag = alone.headers.get('etag') ?? ''
    expect(await alone.json()).toMatchObject({ shown: [] })
    expect((await list(asked(first), { 'if-none-match': etag })).status).toBe(304)
    const deep = await list(asked(first, behind, last, 'gone'), { 'if-none-match': etag })
    expect((await deep.json()).shown.map(({ title }: { title: string }) => title)).toEqual(['Plan 50', 'Plan 51'])
    await trashDocument(db, { userId: alice.id }, last)
    const gone = await list(asked(last), { 'if-none-match': etag })
    expect([gone.status, (await gone.json()).shown]).toEqual([200, []])
    const others = await createDocument(db, { owner: await createUser(db), title: 'Secret' })
    expect(await (await list(asked(others.id))).text()).not.toContain('Secret')
  })

  test.each([
    '',
    'place=mine',
    `place=mine&sort=edited&asked=${'a+'.repeat(101)}`,
    'place=theirs&sort=edited',
    'place=mine&sort=size',
    'place=mine&sort=edited&tag=%0A',
  ])('is none: %s', async (query) => {
    expect((await list(query)).status).toBe(400)
  })
})

test('whoever is signed out gets nothing', async () => {
  who = null
  const answers = [
    await importFile(sent('a.txt', 'a')),
    await exportFiles(asked([])),
    await list('place=mine&sort=edited'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
})
