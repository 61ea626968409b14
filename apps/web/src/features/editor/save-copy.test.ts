import { afterEach, expect, test, vi } from 'vitest'
import { saveCopy } from './save-copy.ts'

afterEach(() => vi.unstubAllGlobals())

/** A server that answers so; what it was sent. */
function server(answer: () => Response | Promise<Response>) {
  const fetch = vi.fn(async (_url: string, _request: RequestInit) => answer())
  vi.stubGlobal('fetch', fetch)
  return () => {
    const [url, request] = fetch.mock.calls[0] ?? []
    return { name: new URL(String(url), 'https://tandem.test').searchParams.get('name'), text: request?.body }
  }
}

test('a text becomes a document of mine, named for where it comes from', async () => {
  const sent = server(() => Response.json({ made: [{ id: 'new', title: 'x' }], refused: [] }))
  // Not with the ending of an archive, which would be unpacked.
  expect(await saveCopy('all.zip', 'mine')).toEqual({ id: 'new' })
  expect(sent()).toEqual({ name: 'all.zip (copy)', text: 'mine' })
})

test.each<[string, () => Response | Promise<Response>, string]>([
  ['signed out', () => Response.json({ title: 'You are signed out.' }, { status: 401 }), 'You are signed out.'],
  ['too large', () => Response.json({ made: [], refused: [{ name: 'x', reason: 'Too large.' }] }), 'Too large.'],
  ['no answer', () => Promise.reject(new TypeError('failed to fetch')), 'The copy could not be saved. Download it.'],
  ['another server', () => new Response('<html>'), 'The copy could not be saved. Download it.'],
  ['nothing', () => Response.json(null), 'The copy could not be saved. Download it.'],
])('why there is none: %s', async (_, answer, problem) => {
  server(answer)
  expect(await saveCopy('Plan', 'mine')).toEqual({ problem })
})
