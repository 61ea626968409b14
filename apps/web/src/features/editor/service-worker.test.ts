import { readFile } from 'node:fs/promises'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test, vi } from 'vitest'

const origin = 'https://tandem.test'
const source = await readFile(new URL('../../../public/service-worker.js', import.meta.url), 'utf8')

/** What a browser keeps, as its caches answer: all together, the oldest first. */
function storage(kept: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const byName = new Map(Object.entries(kept).map(([name, texts]) => [name, new Map(Object.entries(texts))]))
  const matchIn = (name: string, path: string) => {
    const text = byName.get(name)?.get(path)
    return text === undefined ? undefined : new Response(text)
  }
  return {
    keys: async () => [...byName.keys()],
    delete: async (name: string) => byName.delete(name),
    match: async (path: string) => [...byName.keys()].map((name) => matchIn(name, path)).find((found) => found),
    open: async (name: string) => {
      const texts = byName.get(name) ?? new Map<string, string>()
      byName.set(name, texts)
      return {
        match: async (path: string) => matchIn(name, path),
        put: async (path: string, response: Response) => void texts.set(path, await response.text()),
      }
    },
  }
}

/** The worker of a build, and how it answers and becomes active. */
function worker(build: string, caches: ReturnType<typeof storage>, fetch: () => Promise<Response>) {
  const listeners = new Map<string, (event: object) => void>()
  const self = {
    addEventListener: (type: string, listener: (event: object) => void) => void listeners.set(type, listener),
    clients: { claim: async () => {} },
  }
  const location = { href: `${origin}/service-worker.js?v=${build}`, origin }
  runInNewContext(source, { self, location, caches, fetch, URL, Response, setTimeout, clearTimeout })
  const whole = (type: string, event: object) =>
    new Promise<Response | undefined>((resolve) =>
      listeners.get(type)?.({ ...event, waitUntil: resolve, respondWith: resolve }),
    )
  return {
    activate: () => whole('activate', {}),
    keep: (path: string) => whole('message', { data: [path] }),
    navigate: (path = '/d/1') =>
      whole('fetch', { request: { method: 'GET', mode: 'navigate', url: `${origin}${path}` } }),
  }
}

const kept = { 'tandem-shell-1': { '/offline': 'old' }, 'tandem-shell-2': { '/offline': 'new' } }

test.each([
  ['does not answer', () => Promise.reject(new TypeError('failed to fetch'))],
  ['is said to be gone', async () => new Response('bad gateway', { status: 502 })],
])('where the server %s the shell of this build comes, and not that of the one before', async (_, fetch) => {
  const answer = await worker('2', storage(kept), fetch).navigate()
  expect(await answer?.text()).toBe('new')
})

test('a document whose server hangs opens from this device, another page waits', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let answer = (_: Response) => {}
  const slow = worker('2', storage(kept), () => new Promise((resolve) => (answer = resolve)))
  const document = slow.navigate()
  const opened = vi.fn()
  void document.then(opened)
  await vi.advanceTimersByTimeAsync(9_999)
  expect(opened).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(await (await document)?.text()).toBe('new')
  const documents = slow.navigate('/documents')
  await vi.advanceTimersByTimeAsync(60_000)
  answer(new Response('list'))
  expect(await (await documents)?.text()).toBe('list')
})

test('a document that this device can not show waits for its server, however slow', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let answer = (_: Response) => {}
  const document = worker('2', storage({}), () => new Promise((resolve) => (answer = resolve))).navigate()
  await vi.advanceTimersByTimeAsync(60_000)
  answer(new Response('page'))
  expect(await (await document)?.text()).toBe('page')
})

test('every page comes from the server as long as one answers', async () => {
  const answer = await worker('2', storage(kept), async () => new Response('page', { status: 500 })).navigate()
  expect(await answer?.text()).toBe('page')
})

test('a new build keeps the files of the one before it, and nothing older', async () => {
  const caches = storage({ other: {}, 'tandem-shell-0': {}, ...kept })
  await worker('2', caches, vi.fn()).activate()
  expect(await caches.keys()).toEqual(['other', 'tandem-shell-1', 'tandem-shell-2'])
})

test('a file that builds share outlives the first of them', async () => {
  const file = '/_next/static/editor.js'
  const caches = storage({ ...kept, 'tandem-shell-1': { [file]: 'code' } })
  await worker('2', caches, vi.fn()).keep(file)
  await worker('3', caches, vi.fn()).activate()
  expect(await caches.keys()).not.toContain('tandem-shell-1')
  expect(await (await caches.match(file))?.text()).toBe('code')
})
