import { encodeChange, TandemDoc } from '@tandem/crdt'
import type { EchoMessage, EchoRow, WelcomeMessage } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { describe, expect, test } from 'vitest'
import { LocalCopy } from './local-copy.ts'
import { memoryStore } from './memory-store.ts'
import { Author, ownRowOf, rowOf, unpacked, welcome } from './testing/stage.ts'

function copyOf(store = memoryStore()) {
  const failures: unknown[] = []
  const copy = new LocalCopy('A', store, new FakeClock(), {
    kept: () => {},
    orphaned: () => {},
    failed: (reason) => failures.push(reason),
  })
  return { store, copy, failures }
}

const let1 = { replicas: [{ replica: 1, ticket: 'one' }] }

function welcomed(parts: Partial<WelcomeMessage> = let1): WelcomeMessage {
  const message = welcome(parts)
  if (message.kind !== 'welcome') throw new Error('a welcome')
  return message
}

function echo(firstSeq: number, ...rows: EchoRow[]): EchoMessage {
  return { firstSeq, since: 0, authors: [], rows }
}

/** Types at the end, as a session does. */
function type(copy: LocalCopy, text: string): Uint8Array {
  const doc = copy.doc ?? new TandemDoc()
  const change = doc.edit([{ from: doc.length, to: doc.length, insert: text }])
  copy.put(change)
  return encodeChange(change)
}

describe('L1 an echo is taken whole or not at all', () => {
  test.each<[string, (bob: Author) => EchoRow[], 'throws' | 'diverged' | 'gap']>([
    ['a damaged row at the end', (bob) => [bob.type('a'), rowOf(new Uint8Array([7]))], 'throws'],
    ['an unknown own row at the end', (bob) => [bob.type('a'), { kind: 'own', replica: 4, rseq: 1 }], 'gap'],
    [
      'a row whose cause is missing',
      (bob) => {
        const first = bob.type('a')
        bob.type('b')
        return [first, bob.type('c')]
      },
      'diverged',
    ],
  ])('%s', (_, rowsOf, how) => {
    const { copy } = copyOf()
    copy.welcome(welcomed())
    const payload = type(copy, 'mine')
    const rows = [ownRowOf(payload), ...rowsOf(new Author(9))]
    const take = () => copy.take(echo(1, ...rows))
    if (how === 'throws') expect(take).toThrow()
    else expect(take()).toEqual({ ok: false, why: how })
    expect(copy.outbox.size).toBe(1)
    expect(copy.seq).toBe(0)
  })
})

test('L2 what the device keeps is the log up to seq, and the outbox', async () => {
  const { copy, store } = copyOf()
  copy.welcome(welcomed())
  const bob = new Author(9)
  const mine = type(copy, 'a')
  const others = bob.type('b')
  type(copy, 'c')
  expect(copy.take(echo(1, others, ownRowOf(mine)))).toMatchObject({ ok: true, confirmed: 1 })
  await copy.device.settled()
  const stored = await store.load('A')
  expect(stored?.rows).toEqual([
    { seq: 1, payload: others.payload },
    { seq: 2, payload: mine },
  ])
  expect(stored?.outbox).toMatchObject([{ replica: 1, rseq: 2 }])
  const again = copyOf(store).copy
  expect(await again.restore(() => {})).toBe(true)
  expect([again.seq, again.doc?.toString(), again.outbox.size]).toEqual([2, copy.doc?.toString(), 1])
})

test('L3 a welcome that goes on from here leaves the document as it is', () => {
  const { copy } = copyOf()
  copy.welcome(welcomed())
  const { doc } = copy
  expect(copy.welcome(welcomed({ head: 5 }))).toEqual({ ok: true, replaced: false, confirmed: 0 })
  expect(copy.doc).toBe(doc)
  expect(doc?.replica).toBe(1)
})

test('L4 a snapshot keeps the author, and the outbox on top of it', () => {
  const { copy } = copyOf()
  copy.welcome(welcomed())
  type(copy, 'mine')
  const bob = new Author(9)
  bob.type('other')
  const snapshot = unpacked(3, bob.doc.snapshot())
  expect(copy.welcome(welcomed({ head: 3, snapshot }))).toEqual({ ok: true, replaced: true, confirmed: 0 })
  expect(copy.doc?.replica).toBe(1)
  expect(copy.doc?.toString()).toContain('mine')
  expect(type(copy, '!')).toEqual(copy.outbox.changes[1]?.payload)
  expect(copy.outbox.changes.map(({ rseq }) => rseq)).toEqual([1, 2])
})

test('L5 a snapshot on which the outbox does not stand is not of this document', () => {
  const { copy } = copyOf()
  const bob = new Author(9)
  copy.welcome(welcomed({ ...let1, head: 1 }))
  copy.take(echo(1, bob.type('other')))
  type(copy, 'mine')
  const snapshot = unpacked(3, new TandemDoc().snapshot())
  const { doc } = copy
  expect(copy.welcome(welcomed({ head: 3, snapshot }))).toEqual({ ok: false, why: 'diverged' })
  expect(copy.doc).toBe(doc)
  expect(copy.outbox.size).toBe(1)
})

test('L6 a server that knows less of the log is not followed', () => {
  const { copy } = copyOf()
  const bob = new Author(9)
  copy.welcome(welcomed())
  copy.take(echo(1, bob.type('a'), bob.type('b')))
  const behind = { ok: false, why: 'behind' }
  expect(copy.welcome(welcomed({ head: 1 }))).toEqual(behind)
  expect(copy.welcome(welcomed({ head: 1, snapshot: unpacked(1, bob.doc.snapshot()) }))).toEqual(behind)
  expect(copy.welcome(welcomed({ head: 9, snapshot: unpacked(1, bob.doc.snapshot()) }))).toEqual(behind)
  expect(copy.seq).toBe(2)
})

test('L7 given up: stale until the next welcome, and nothing of before is taken', () => {
  const { copy } = copyOf()
  copy.welcome(welcomed())
  type(copy, 'mine')
  expect(copy.abandon()).toMatchObject([{ replica: 1, rseq: 1 }])
  expect([copy.stale, copy.outbox.size, copy.replicas]).toEqual([true, 0, []])
  expect(copy.take(echo(1, new Author(9).type('a')))).toEqual({ ok: false, why: 'gap' })
  expect(copy.welcome(welcomed({ replicas: [{ replica: 2, ticket: 'two' }] }))).toMatchObject({ replaced: true })
  expect([copy.stale, copy.doc?.replica, copy.doc?.toString(), copy.seq]).toEqual([false, 2, '', 0])
})

test('L8 what shows is compared only where it can be', () => {
  const { copy } = copyOf()
  copy.welcome(welcomed())
  const bob = new Author(9)
  copy.take(echo(1, bob.type('a')))
  const [first, another] = [bob.doc.digest(), 'another']
  expect(copy.wrongly({ head: 1, check: null })).toBe(null)
  expect(copy.wrongly({ head: 1, check: { seq: 0, digest: another } })).toBe(null)
  expect(copy.wrongly({ head: 1, check: { seq: 1, digest: first } })).toBe(null)
  const mine = type(copy, 'mine')
  // At the first row nothing was unsaved, at the second something is.
  expect(copy.wrongly({ head: 1, check: { seq: 1, digest: another } })).toBe(first)
  copy.take(echo(2, bob.type('b')))
  expect(copy.wrongly({ head: 2, check: { seq: 2, digest: another } })).toBe(null)
  copy.take(echo(3, ownRowOf(mine)))
  expect(copy.wrongly({ head: 3, check: { seq: 2, digest: another } })).toBe(null)
  expect(copy.wrongly({ head: 3, check: { seq: 3, digest: another } })).not.toBe(null)
})
