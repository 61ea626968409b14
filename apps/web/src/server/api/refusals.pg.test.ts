import { gzipSync } from 'node:zlib'
import { revokeToken } from '@tandem/documents'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { handleRequest } from './handle-request.ts'
import { type Ask, apiStage } from './testing/api-stage.ts'

vi.mock('server-only', () => ({}))

let stage: Awaited<ReturnType<typeof apiStage>>
let alice: Awaited<ReturnType<typeof stage.person>>
let at: string
beforeAll(async () => {
  stage = await apiStage()
  alice = await stage.person('Alice')
  at = `/documents/${(await stage.document(alice, 'text')).id}`
})
afterAll(() => stage[Symbol.asyncDispose]())

const json = { 'content-type': 'application/json' }

/** What a request is refused with: its status, code, and what it is about. */
async function refusal(asked: Promise<Response>) {
  const response = await asked
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const { status, code, field } = await response.json()
  expect(status).toBe(response.status)
  return [status, code, field]
}

describe('who asks', () => {
  test.each<[string, Ask['headers']]>([
    ['nobody', {}],
    ['a word', { authorization: 'tandem' }],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['no secret of ours', { authorization: 'Bearer abc' }],
    ['a secret that nobody has', { authorization: `Bearer tandem_pat_${'0'.repeat(52)}` }],
    ['E10 a cookie', { cookie: '__Host-tandem.session=x; tandem.session=x', origin: 'https://tandem.example' }],
  ])('%s: 401, and how to do it', async (_, headers = {}) => {
    const response = await stage.send('GET', '/documents', { headers })
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="tandem"/)
    expect(await refusal(Promise.resolve(response))).toEqual([401, 'auth_required', null])
  })

  test('somebody by a link whose time is over: 404, also while no node ends it', async () => {
    const bob = await stage.person('Bob')
    const { id: documentId } = await stage.document(alice, 'text', [{ userId: bob.id, role: 'editor' }])
    const link = { id: `link-${documentId}`, documentId, role: 'editor', name: '' } as const
    await stage.db.prisma.shareLink.create({ data: { ...link, expiresAt: new Date(Date.now() + 60_000) } })
    const key = { documentId, userId: bob.id }
    await stage.db.prisma.permission.update({ where: { documentId_userId: key }, data: { linkId: link.id } })
    expect((await bob.ask('GET', `/documents/${documentId}`)).status).toBe(200)
    await stage.db.prisma.shareLink.update({ where: { id: link.id }, data: { expiresAt: new Date(0) } })
    expect(await refusal(bob.ask('GET', `/documents/${documentId}`))).toEqual([404, 'not_found', null])
  })

  test('F7 a token that was revoked', async () => {
    const bob = await stage.person('Bob')
    const [token] = (
      await stage.db.owner.query('SELECT t.id FROM access_token t JOIN sign_in i USING (id) WHERE i.user_id = $1', [
        bob.id,
      ])
    ).rows
    await revokeToken(stage.db, bob.id, token.id)
    expect(await refusal(bob.ask('GET', '/documents'))).toEqual([401, 'auth_required', null])
  })

  test('14.2.1 a token in the address is none', async () => {
    expect(await refusal(stage.send('GET', `/documents?access_token=${alice.secret}`))).toEqual([
      401,
      'auth_required',
      null,
    ])
  })
})

describe('addresses and methods', () => {
  test.each([
    ['E7 a path that leads up', 'GET', '/documents/%2e%2e%2f%2e%2e%2fapi/health'],
    ['E7 an encoded slash', 'GET', '/documents/a%2fb'],
    ['E7 NUL', 'GET', '/documents/%00'],
    ['E7 overlong UTF-8', 'GET', '/documents/%c0%ae%c0%ae'],
    ['E7 half a percent sign', 'GET', '/documents/%'],
    ['E7 an empty id', 'GET', '/documents//content'],
    ['E7 a long id', 'GET', `/documents/${'x'.repeat(65)}`],
    ['an address of nothing', 'GET', '/nothing'],
    ['another case', 'GET', '/Documents'],
    ['a slash behind', 'GET', '/documents/'],
    ['E20 a revision that another document may have', 'GET', '/documents/{id}/content?rev=999'],
  ])('%s: 404', async (_, method, path) => {
    const asked = alice.ask(method, path.replace('/documents/{id}', at))
    expect((await refusal(asked)).slice(0, 2)).toEqual([404, 'not_found'])
  })

  test('E7 a path of 8 KB: 414', async () => {
    expect(await refusal(alice.ask('GET', `/documents/${'x'.repeat(8_192)}`))).toEqual([414, 'uri_too_long', null])
  })

  test.each([
    ['POST', '', 'GET, HEAD, PATCH, DELETE, OPTIONS'],
    ['GET', '/restore', 'POST, OPTIONS'],
    ['DELETE', '/content', 'GET, HEAD, PUT, PATCH, OPTIONS'],
  ])('E9 %s %s: 405, and what there is', async (method, path, allowed) => {
    const response = await alice.ask(method, `${at}${path}`)
    expect(response.headers.get('allow')).toBe(allowed)
    expect((await refusal(Promise.resolve(response)))[1]).toBe('method_not_allowed')
    const options = await stage.send('OPTIONS', `${at}${path}`)
    expect([options.status, options.headers.get('allow')]).toEqual([204, allowed])
  })

  test('E9 a header or a parameter that names another method is none', async () => {
    const response = await alice.ask('GET', at, { headers: { 'x-http-method-override': 'DELETE' } })
    expect(await response.json()).toMatchObject({ trashedAt: null })
    expect(await refusal(alice.ask('GET', `${at}?_method=DELETE`))).toEqual([400, 'bad_request', '_method'])
  })

  test('HEAD is answered as GET, without the body', async () => {
    const [get, head] = [await alice.ask('GET', `${at}/content`), await alice.ask('HEAD', `${at}/content`)]
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, get.headers.get('etag'), ''])
  })

  test('E10 another site’s page gets no leave to ask or to read', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'PUT' }
    for (const response of [await stage.send('OPTIONS', at, { headers }), await alice.ask('GET', at, { headers })]) {
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

describe('queries', () => {
  test.each([
    ['sort=;drop', 'sort'],
    ['limit=1e9', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=NaN', 'limit'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['place=elsewhere', 'place'],
    ['place=mine&place=trash', 'place'],
    ['cursor=x', null],
    ['__proto__=x', '__proto__'],
  ])('E6 %s: 400', async (query, field) => {
    expect(await refusal(alice.ask('GET', `/documents?${query}`))).toEqual([400, 'bad_request', field])
  })

  test.each(['0', '-3', '3-1', 'a', '1-2-3', '1,2', '1e3', '9999999999'])('lines=%s: 400', async (lines) => {
    expect(await refusal(alice.ask('GET', `${at}/content?lines=${lines}`))).toEqual([400, 'bad_request', 'lines'])
  })
})

describe('bodies', () => {
  test.each<[string, string, string | null]>([
    ['a list', '[]', null],
    ['null', 'null', null],
    ['a text', '"x"', null],
    ['nothing', '', null],
    ['half of it', '{"title":"x"', null],
    ['a title that is none', '{"title":["x"]}', 'title'],
    ['an empty title', '{"title":" "}', null],
    ['H2 a title of 10,000 characters', JSON.stringify({ title: 'x'.repeat(10_000) }), 'title'],
    ['H4 a line feed in a title', '{"title":"a\\nb"}', null],
    ['A13 half a character in a title', '{"title":"\\ud800"}', null],
    ['E3 an owner', '{"title":"x","ownerId":"x"}', 'ownerId'],
    ['E3 a role', '{"title":"x","role":"owner"}', 'role'],
    ['E3 a time', '{"title":"x","createdAt":"2020-01-01T00:00:00Z"}', 'createdAt'],
    ['E3 an id', '{"title":"x","id":"x"}', 'id'],
    ['a prototype', '{"title":"x","__proto__":{"role":"owner"}}', '__proto__'],
    ['an operator of the ORM', '{"title":{"contains":"x"}}', 'title'],
  ])('E4 %s: 400', async (_, body, field) => {
    expect(await refusal(alice.ask('PATCH', at, { body, headers: json }))).toEqual([400, 'bad_request', field])
  })

  test.each<[string, Record<string, string>]>([
    ['no type', {}],
    ['JSON as a text, which a form could send', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['G6 parts without a boundary', { 'content-type': 'multipart/form-data' }],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }],
    ['a packed body', { ...json, 'content-encoding': 'gzip' }],
  ])('E4 %s: 415', async (_, headers) => {
    const response = await alice.ask('PATCH', at, {
      body: '{"title":"x"}',
      headers: { 'content-type': '', ...headers },
    })
    expect(response.headers.has('accept') || response.headers.has('accept-encoding')).toBe(true)
    expect((await refusal(Promise.resolve(response)))[1]).toBe('unsupported_media_type')
  })

  const chunk = new Uint8Array(64 * 1024).fill(120)

  /** A body of so many bytes, which counts what is taken of it. */
  function endless(bytes: number, headers: Record<string, string>) {
    let taken = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (taken >= bytes) return controller.close()
        taken += chunk.length
        controller.enqueue(chunk)
      },
    })
    const authorization = `Bearer ${alice.secret}`
    const init: RequestInit = { method: 'PATCH', headers: { ...json, authorization, ...headers }, body }
    // A stream needs it, and the DOM's types don't know it.
    const request = new Request(`https://tandem.example/api/v1${at}`, Object.assign(init, { duplex: 'half' }))
    return { answer: handleRequest(request), taken: () => taken }
  }

  test('G5 a body of 3 MB, whatever it says of its length: 413, and most of it is not read', async () => {
    for (const headers of [{}, { 'content-length': '10' }]) {
      const { answer, taken } = endless(3 * 1024 * 1024, headers)
      expect(await refusal(answer)).toEqual([413, 'too_large', null])
      expect(taken()).toBeLessThan(1024 * 1024)
    }
    const { answer, taken } = endless(3 * 1024 * 1024, { 'content-length': '3145728' })
    expect(await refusal(answer)).toEqual([413, 'too_large', null])
    expect(taken()).toBeLessThanOrEqual(64 * 1024)
  })

  test('a text that is no UTF-8: 400; a bomb that unpacks to one is not unpacked: 415', async () => {
    const put = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      handleRequest(
        new Request(`https://tandem.example/api/v1${at}/content`, {
          method: 'PUT',
          headers: {
            authorization: `Bearer ${alice.secret}`,
            'content-type': 'text/plain',
            'if-match': '*',
            ...headers,
          },
          body,
        }),
      )
    expect(await refusal(put(new Uint8Array([0xff, 0xfe])))).toEqual([400, 'bad_request', null])
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(10_000_000)))
    expect((await refusal(put(bomb, { 'content-encoding': 'gzip' })))[0]).toBe(415)
  })

  test('a text larger than a document can be: 413', async () => {
    const body = 'x'.repeat(2 * 1024 * 1024 + 1)
    const asked = alice.ask('PUT', `${at}/content`, {
      body,
      headers: { 'content-type': 'text/plain', 'if-match': '*' },
    })
    expect((await refusal(asked)).slice(0, 2)).toEqual([413, 'too_large'])
  })

  test.each([
    [{ from: 0, to: 99, insert: '' }],
    [{ from: -1, to: 0, insert: '' }],
    [{ from: 0.5, to: 1, insert: '' }],
    [{ from: 1, to: 0, insert: '' }],
    [{ from: 0, to: 0, insert: '\ud83d' }],
    [{ from: 0, to: 0, insert: '' }],
    [{ from: 0, to: 0, insert: 'x', author: 'bob' }],
    [{ from: '0', to: 0, insert: 'x' }],
  ])('an edit like %j: 400', async (edit) => {
    const asked = alice.ask('PATCH', `${at}/content`, { body: { edits: [edit] }, headers: { 'if-match': '*' } })
    expect((await refusal(asked)).slice(0, 2)).toEqual([400, 'bad_request'])
  })

  test.each([[{ a: 1 }], [[1]], [undefined], ['x'.repeat(16_385)], ['\ud800']])(
    'a property like %j: 400',
    async (value) => {
      const asked = alice.ask('PUT', `${at}/properties/key`, { body: { value } })
      expect((await refusal(asked)).slice(0, 2)).toEqual([400, 'bad_request'])
    },
  )
})

test('E19 a condition on what takes none is refused, not passed over', async () => {
  const asked = alice.ask('PATCH', at, { body: { title: 'x' }, headers: { 'if-match': '"1"' } })
  expect(await refusal(asked)).toEqual([400, 'bad_request', 'If-Match'])
})

test.each(['', ' ', 'a b', 'ü', 'x'.repeat(129)])('the key %j names no request: 400', async (key) => {
  const response = await alice
    .ask('POST', '/documents', { body: {}, headers: { 'idempotency-key': key } })
    .catch(() => null)
  // What can't be sent in a header at all never gets here.
  if (response) expect(await refusal(Promise.resolve(response))).toEqual([400, 'bad_request', 'Idempotency-Key'])
})

test('E17 a token that asks too much: 429, when to come again, and what is left', async () => {
  const bob = await stage.person('Bob')
  const { id } = await stage.document(bob, 'text')
  const answers: Response[] = []
  for (let asked = 0; asked < 61; asked++) answers.push(await bob.ask('GET', `/documents/${id}/properties`))
  expect(answers.map(({ status }) => status).indexOf(429)).toBe(60)
  expect(answers[0]?.headers.get('ratelimit')).toBe('"token";r=590;t=60')
  expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"token";q=600;w=60')
  expect(Number(answers[60]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await alice.ask('GET', at)).status).toBe(200)
})

test('a request keeps its id, and gets one when it has none that can be one', async () => {
  const idOf = async (id: string) =>
    (await alice.ask('GET', at, { headers: { 'x-request-id': id } })).headers.get('x-request-id')
  expect(await idOf('build-7.3')).toBe('build-7.3')
  for (const id of ['', 'a b', 'x'.repeat(65), '{"a":1}']) expect(await idOf(id)).toMatch(/^[0-9a-f-]{36}$/)
})

test('what nobody expected: 500 under the request’s id, logged under it, and not a word more', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  await stage.db.owner.query('ALTER TABLE document RENAME TO elsewhere')
  try {
    const response = await alice.ask('GET', at, { headers: { 'x-request-id': 'r-1' } })
    const body = await response.json()
    expect(body).toMatchObject({ status: 500, code: 'internal', requestId: 'r-1' })
    expect(JSON.stringify(body)).not.toMatch(/document|relation|sql|\.ts/i)
    expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({
      status: 500,
      requestId: 'r-1',
      operation: 'getDocument',
    })
  } finally {
    await stage.db.owner.query('ALTER TABLE elsewhere RENAME TO document')
    logged.mockRestore()
  }
})
