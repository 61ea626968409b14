import { beforeEach, expect, test, vi } from 'vitest'
import { makePageOf, pagePerson, personAttributes, personHeader, sayWhosePage } from './page-person.ts'

const sent = vi.fn<typeof fetch>(async () => new Response())

/** A page that was made for Alice, or for nobody. */
function open(person: string | null): { dataset: { person?: string } } {
  const root = { dataset: { ...(person !== null && { person }) } }
  vi.stubGlobal('document', { documentElement: root })
  vi.stubGlobal('location', new URL('https://tandem.test/documents'))
  vi.stubGlobal('window', { fetch: sent })
  sayWhosePage()
  return root
}

beforeEach(() => void sent.mockClear())

const saidIn = (call: number) => new Headers(sent.mock.calls[call]?.[1]?.headers).get(personHeader)

test('whatever a page asks our own server for says for whom the page was made, with what it says besides', async () => {
  open('alice')
  await window.fetch('/documents', { method: 'POST', headers: { 'next-action': 'id' }, body: 'input' })
  await window.fetch(new URL('https://tandem.test/api/documents/import'), { method: 'POST' })
  await window.fetch(new Request('https://tandem.test/api/ticket', { headers: { accept: 'text/plain' } }))
  expect([saidIn(0), saidIn(1), saidIn(2)]).toEqual(['alice', 'alice', 'alice'])
  expect(sent.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: 'input' })
  expect(new Headers(sent.mock.calls[0]?.[1]?.headers).get('next-action')).toBe('id')
  expect(new Headers(sent.mock.calls[2]?.[1]?.headers).get('accept')).toBe('text/plain')
})

test('nobody else is told', async () => {
  open('alice')
  for (const other of ['https://elsewhere.test/', 'http://tandem.test/', '//elsewhere.test/', 'data:,text'])
    await window.fetch(other)
  expect(sent.mock.calls.map((_, call) => saidIn(call))).toEqual([null, null, null, null])
})

test('it stays the page of whom it was made for, also when its root is drawn anew for somebody else', async () => {
  const root = open('alice')
  root.dataset.person = 'bob'
  await window.fetch('/documents', { method: 'POST' })
  expect([saidIn(0), pagePerson()]).toEqual(['alice', 'alice'])
})

test('a page that was not found is that of whom its root names once that is drawn', async () => {
  const root = { id: '__next_error__', dataset: {} }
  vi.stubGlobal('document', { documentElement: root })
  vi.stubGlobal('window', { fetch: sent })
  sayWhosePage()
  expect(pagePerson()).toBe(null)
  Object.assign(root, { id: '', dataset: { person: 'alice' } })
  await window.fetch('/d/nowhere', { method: 'POST' })
  expect([saidIn(0), pagePerson()]).toEqual(['alice', 'alice'])
})

test('a page of nobody says nothing, unless it is somebody’s by what their device knows', async () => {
  open(null)
  await window.fetch('/l/address', { method: 'POST' })
  makePageOf('alice')
  await window.fetch('/l/address', { method: 'POST' })
  expect([saidIn(0), saidIn(1)]).toEqual([null, 'alice'])
})

test('the root of a page names its person, or nobody', () => {
  expect([personAttributes('alice'), personAttributes(null)]).toEqual([{ 'data-person': 'alice' }, {}])
})
