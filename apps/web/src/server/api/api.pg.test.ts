import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { apiStage } from './testing/api-stage.ts'

vi.mock('server-only', () => ({}))

let stage: Awaited<ReturnType<typeof apiStage>>
beforeAll(async () => {
  stage = await apiStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const text = { 'content-type': 'text/plain; charset=utf-8' }

/** Alice's document, Bob who edits it, Vera who views it, and Sam who has nothing to do with it. */
async function scene(content = 'one\ntwo\nthree\n') {
  const { person, document } = stage
  const [alice, bob, vera, sam] = [
    await person('Alice'),
    await person('Bob'),
    await person('Vera'),
    await person('Sam'),
  ]
  const people = [
    { userId: bob.id, role: 'editor' as const },
    { userId: vera.id, role: 'viewer' as const },
  ]
  const { id } = await document(alice, content, people)
  return { alice, bob, vera, sam, id, at: `/documents/${id}` }
}

test('documents: made, listed page by page, renamed, thrown away, restored', async () => {
  const alice = await stage.person('Alice')
  const made = await alice.ask('POST', '/documents', { body: { title: 'First' } })
  expect(made.status).toBe(201)
  const { id } = await made.json()
  expect(made.headers.get('location')).toBe(`/api/v1/documents/${id}`)
  await alice.ask('POST', '/documents', { body: {} })
  const first = await (await alice.ask('GET', '/documents?limit=1')).json()
  const second = await (await alice.ask('GET', `/documents?limit=1&cursor=${encodeURIComponent(first.next)}`)).json()
  expect([...first.items, ...second.items].map((item: { title: string }) => item.title)).toEqual(['Untitled', 'First'])
  expect(second.next).toBeNull()
  const renamed = await alice.ask('PATCH', `/documents/${id}`, { body: { title: ' Plan ' } })
  expect(await renamed.json()).toMatchObject({ id, title: 'Plan', role: 'owner', trashedAt: null })
  expect((await alice.ask('DELETE', `/documents/${id}`)).status).toBe(204)
  const trash = await (await alice.ask('GET', '/documents?place=trash')).json()
  expect(trash.items.map((item: { id: string }) => item.id)).toEqual([id])
  expect(
    (await alice.ask('PUT', `/documents/${id}/content`, { body: 'x', headers: { ...text, 'if-match': '*' } })).status,
  ).toBe(409)
  expect(await (await alice.ask('POST', `/documents/${id}/restore`)).json()).toMatchObject({ trashedAt: null })
})

test('A98 the text: whole, by lines, as of a revision, with an ETag; not sent again to who has it', async () => {
  const { alice, at } = await scene()
  const whole = await alice.ask('GET', `${at}/content`)
  expect(await whole.text()).toBe('one\ntwo\nthree\n')
  expect(whole.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(whole.headers.get('content-disposition')).toBe(
    `attachment; filename="A plan.txt"; filename*=UTF-8''A%20plan.txt`,
  )
  const tag = whole.headers.get('etag') ?? ''
  expect((await alice.ask('GET', `${at}/content`, { headers: { 'if-none-match': tag } })).status).toBe(304)
  await alice.ask('PUT', `${at}/content`, { body: 'changed', headers: { ...text, 'if-match': tag } })
  expect((await alice.ask('GET', `${at}/content`, { headers: { 'if-none-match': tag } })).status).toBe(200)
  const then = `${at}/content?rev=${tag.replaceAll('"', '')}`
  expect(await (await alice.ask('GET', `${then}&lines=2-3`)).text()).toBe('two\nthree\n')
  expect(await (await alice.ask('GET', `${then}&lines=2`)).text()).toBe('two\n')
  expect(await (await alice.ask('GET', `${then}&lines=3-`)).text()).toBe('three\n')
  expect(await (await alice.ask('GET', `${then}&lines=9`)).text()).toBe('')
})

test('A98 a text that is put, and edits, merge with what was written since they were made', async () => {
  const { alice, bob, at } = await scene()
  const tag = (await bob.ask('HEAD', `${at}/content`)).headers.get('etag') ?? ''
  const put = (who: typeof alice, body: string) =>
    who.ask('PUT', `${at}/content`, { body, headers: { ...text, 'if-match': tag } })
  expect((await put(alice, 'One\ntwo\nthree\n')).status).toBe(200)
  const second = await put(bob, 'one\ntwo\nthree!\r\n')
  expect(await second.json()).toMatchObject({ changed: true })
  const edit = { edits: [{ from: 4, to: 7, insert: '2' }] }
  const third = await alice.ask('PATCH', `${at}/content`, { body: edit, headers: { 'if-match': tag } })
  const read = await bob.ask('GET', `${at}/content`)
  expect(await read.text()).toBe('One\n2\nthree!\n')
  expect(read.headers.get('etag')).toBe(third.headers.get('etag'))
})

test.each([
  [undefined, 428, 'precondition_required'],
  ['"999999"', 412, 'revision_unknown'],
  ['"one"', 400, 'bad_request'],
  ['W/"1"', 400, 'bad_request'],
  ['"1", "2"', 400, 'bad_request'],
])('a text that was made in the revision %s: %d', async (tag, status, code) => {
  const { alice, at } = await scene()
  const headers = { ...text, ...(tag !== undefined && { 'if-match': tag }) }
  const refused = await alice.ask('PUT', `${at}/content`, { body: 'x', headers })
  expect(await refused.json()).toMatchObject({ status, code, field: 'If-Match' })
  expect(await (await alice.ask('GET', `${at}/content`)).text()).toBe('one\ntwo\nthree\n')
})

test('properties, and the history of all of it', async () => {
  const { alice, bob, at } = await scene()
  const key = encodeURIComponent('a/key ü')
  expect((await bob.ask('PUT', `${at}/properties/${key}`, { body: { value: 7 } })).status).toBe(200)
  await alice.ask('PUT', `${at}/properties/language`, { body: { value: 'json' } })
  await alice.ask('DELETE', `${at}/properties/${key}`)
  expect(await (await bob.ask('GET', `${at}/properties`)).json()).toMatchObject({ properties: { language: 'json' } })
  const { items, next } = await (await alice.ask('GET', `${at}/revisions?limit=3`)).json()
  expect(items.map((item: { author: { name: string } }) => item.author.name)).toEqual(['Alice', 'Alice', 'Bob'])
  expect(await (await alice.ask('GET', `${at}/revisions?before=${next}`)).json()).toMatchObject({
    items: [{ inserted: 14, deleted: 0 }],
    next: null,
  })
})

test('permissions: given, changed, taken; E12 the last owner stays', async () => {
  const { alice, sam, vera, at } = await scene()
  const give = (role: string) => alice.ask('POST', `${at}/permissions`, { body: { email: sam.email, role } })
  expect((await give('owner')).status).toBe(400)
  expect(await (await give('commenter')).json()).toEqual({ userId: sam.id })
  expect((await sam.ask('GET', at)).status).toBe(200)
  expect((await alice.ask('PUT', `${at}/permissions/${sam.id}`, { body: { role: 'editor' } })).status).toBe(204)
  const { items } = await (await vera.ask('GET', `${at}/permissions`)).json()
  const shown = items.map(({ user, role }: { user: { name: string; email: string | null }; role: string }) => [
    user.name,
    role,
    user.email,
  ])
  expect(shown).toEqual([
    ['Alice', 'owner', null],
    ['Bob', 'editor', null],
    ['Sam', 'editor', null],
    ['Vera', 'viewer', vera.email],
  ])
  expect((await alice.ask('DELETE', `${at}/permissions/${sam.id}`)).status).toBe(204)
  expect((await sam.ask('GET', at)).status).toBe(404)
  for (const asked of [
    alice.ask('PUT', `${at}/permissions/${alice.id}`, { body: { role: 'viewer' } }),
    alice.ask('DELETE', `${at}/permissions/${alice.id}`),
  ]) {
    expect(await (await asked).json()).toMatchObject({ status: 409, code: 'last_owner' })
  }
})

test('permissions: those who can edit give them where the owners chose so', async () => {
  const { alice, bob, sam, vera, at } = await scene()
  const give = async () =>
    (await bob.ask('POST', `${at}/permissions`, { body: { email: sam.email, role: 'viewer' } })).status
  expect(await give()).toBe(403)
  expect((await alice.ask('PUT', `${at}/sharing`, { body: { editorsShare: true } })).status).toBe(204)
  expect(await (await vera.ask('GET', `${at}/sharing`)).json()).toEqual({ editorsShare: true })
  expect(await give()).toBe(201)
  expect((await bob.ask('PUT', `${at}/sharing`, { body: { editorsShare: false } })).status).toBe(403)
})

test('links: made, listed with their address of this server, changed, renewed, removed', async () => {
  const { alice, at } = await scene()
  const body = { name: 'For the team', role: 'viewer', password: 'let me in', expiresAt: '2030-01-31T12:00:00Z' }
  const { id } = await (await alice.ask('POST', `${at}/links`, { body })).json()
  const listed = async () =>
    (await (await alice.ask('GET', `${at}/links`, { headers: { host: 'evil.example' } })).json()).items
  const [first] = await listed()
  expect(first).toMatchObject({ id, name: 'For the team', role: 'viewer', hasPassword: true, open: true, uses: 0 })
  expect(first.url).toMatch(/^https:\/\/tandem\.example\/l\//)
  expect((await alice.ask('PUT', `${at}/links/${id}`, { body: { role: 'editor', password: null } })).status).toBe(204)
  expect((await alice.ask('POST', `${at}/links/${id}/renew`)).status).toBe(204)
  const [second] = await listed()
  expect(second).toMatchObject({ role: 'editor', hasPassword: false, expiresAt: null })
  expect(second.url).not.toBe(first.url)
  expect((await alice.ask('DELETE', `${at}/links/${id}`)).status).toBe(204)
  expect(await listed()).toEqual([])
})

test('an address gives access, so a token that only reads who has it is told none', async () => {
  const reader = await stage.person('Alice', ['documents:read', 'documents:write', 'permissions:read'])
  const { id } = await stage.document(reader, '')
  expect((await reader.ask('GET', `/documents/${id}/permissions`)).status).toBe(200)
  expect((await reader.ask('GET', `/documents/${id}/links`)).status).toBe(403)
})

test('a token knows whose it is and what it may', async () => {
  const alice = await stage.person('Alice', ['documents:read'])
  expect(await (await alice.ask('GET', '/token')).json()).toEqual({
    user: { id: alice.id, name: 'Alice' },
    scopes: ['documents:read'],
  })
})

describe('sending again', () => {
  test('under its key a request is done once, and answered as it was', async () => {
    const alice = await stage.person('Alice')
    const asked = { body: { title: 'Once' }, headers: { 'idempotency-key': 'k-1' } }
    const first = await alice.ask('POST', '/documents', asked)
    const second = await alice.ask('POST', '/documents', asked)
    expect([second.status, await second.text()]).toEqual([201, await first.text()])
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect((await (await alice.ask('GET', '/documents')).json()).items.length).toBe(1)
  })

  test('E11 another request under its key is refused', async () => {
    const alice = await stage.person('Alice')
    const headers = { 'idempotency-key': 'k-1' }
    await alice.ask('POST', '/documents', { body: { title: 'Once' }, headers })
    const other = await alice.ask('POST', '/documents', { body: { title: 'Twice' }, headers })
    expect(await other.json()).toMatchObject({ status: 422, code: 'key_reused', field: 'Idempotency-Key' })
  })

  test('what failed can be tried again under its key', async () => {
    const { alice, at } = await scene()
    const asked = { body: 'again', headers: { ...text, 'if-match': '*', 'idempotency-key': 'k-1' } }
    await alice.ask('DELETE', at)
    expect((await alice.ask('PUT', `${at}/content`, asked)).status).toBe(409)
    await alice.ask('POST', `${at}/restore`)
    expect((await alice.ask('PUT', `${at}/content`, asked)).status).toBe(200)
  })
})

test('the description is served to everybody, and everything in it was asked for here', async () => {
  const served = await (await stage.send('GET', '/openapi.json')).json()
  const { answered, description } = await import('./testing/described.ts')
  expect(served).toEqual(description)
  const names = Object.values(description.paths).flatMap((path) =>
    Object.values(path ?? {}).map((each) => each?.operationId),
  )
  expect(names.filter((name) => name === undefined || !answered.has(name))).toEqual([])
})
