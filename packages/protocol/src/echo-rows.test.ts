import { type Change, DecodeError, encodeChange, TandemDoc } from '@tandem/crdt'
import { describe, expect, test } from 'vitest'
import type { EchoRow } from './echo.ts'
import { EchoReader, typedRowOf } from './echo-rows.ts'
import { decodeDownstream, encodeDownstream, encodeEchoRow, encodeEchoStart } from './frame.ts'

/** What a replica does one after another: each text is typed at the end, `-` deletes the last character. */
function changesOf(doc: TandemDoc, ...actions: readonly string[]): Change[] {
  return actions.map((text) => {
    const end = doc.length
    return doc.edit([text === '-' ? { from: end - 1, to: end, insert: '' } : { from: end, to: end, insert: text }])
  })
}

function replica(id: number): TandemDoc {
  const doc = new TandemDoc()
  doc.become(id)
  return doc
}

const whole = (change: Change): EchoRow => ({ kind: 'change', payload: encodeChange(change) })
const short = (change: Change): EchoRow => typedRowOf(change) ?? whole(change)
const echo = (firstSeq: number, since: number, ...rows: EchoRow[]) => ({ firstSeq, since, authors: [], rows })
const payloads = (changes: readonly Change[]) => changes.map(encodeChange)

describe('K1 what an echo leaves out is put back, byte for byte', () => {
  test('one replica types on, in one echo and in several, with other changes between', () => {
    const changes = changesOf(replica(300), 'a', 'b', 'c', 'de', 'f', '-', 'g', 'h', 'é', 'i')
    const rows = changes.map((change, at) => (at === 0 ? whole(change) : short(change)))
    expect(rows.map(({ kind }) => (kind === 'typed' ? 't' : 'c')).join('')).toBe('cttctcctct')
    const reader = new EchoReader()
    const read = [echo(1, 0, ...rows.slice(0, 3)), echo(4, 0, ...rows.slice(3))].flatMap((one) => reader.read(one).rows)
    expect(read.map((row) => row.kind === 'change' && row.payload)).toEqual(payloads(changes))
    expect(read.map((row) => row.kind === 'change' && row.change)).toEqual(changes)
  })

  test('two replicas in turn: the time of each row is its own', () => {
    const [a, b] = [replica(1), replica(2)]
    const changes: Change[] = []
    for (const text of 'abcdef') {
      for (const doc of [a, b]) {
        const [change] = changesOf(doc, text)
        if (!change) throw new Error('one change')
        changes.push(change)
        for (const other of [a, b]) if (other !== doc) other.apply([change])
      }
    }
    const rows = changes.map((change, at) => (at < 2 ? whole(change) : short(change)))
    const { rows: read } = new EchoReader().read(echo(1, 0, ...rows))
    expect(read.map((row) => row.kind === 'change' && row.payload)).toEqual(payloads(changes))
  })

  test('the time of commit goes on from the echo before', () => {
    const reader = new EchoReader()
    const own = { kind: 'own', replica: 1, rseq: 1 } as const
    const read = [5_000, 20, -3, 0].map((since, at) => reader.read(echo(at + 1, since, own)).at)
    expect(read).toEqual([5_000, 5_020, 5_017, 5_017])
  })

  test('rows that come again are passed over', () => {
    const [first, second, third] = changesOf(replica(9), 'a', 'b', 'c')
    if (!first || !second || !third) throw new Error('three changes')
    const reader = new EchoReader()
    reader.read(echo(1, 5_000, whole(first), short(second)))
    expect(reader.read(echo(1, 5_000, whole(first), short(second)))).toMatchObject({ at: 5_000, rows: [] })
    const { firstSeq, at, rows } = reader.read(echo(2, 7, short(second), short(third)))
    expect([firstSeq, at]).toEqual([3, 5_007])
    expect(rows).toMatchObject([{ change: third }])
  })
})

test('K2 a short row that nothing came before, and one that no replica makes, is a DecodeError', () => {
  const typed = { kind: 'typed', replica: 9, lag: 0, unit: 97 } as const
  expect(() => new EchoReader().read(echo(1, 0, typed))).toThrow(DecodeError)
  const [first] = changesOf(replica(9), 'a')
  if (!first) throw new Error('one change')
  for (const wrong of [{ lag: Number.MAX_SAFE_INTEGER }, { replica: 0 }]) {
    const reader = new EchoReader()
    reader.read(echo(1, 0, whole(first)))
    expect(() => reader.read(echo(2, 0, { ...typed, ...wrong }))).toThrow(DecodeError)
  }
})

test('K3 a frame put together from its parts is the frame', () => {
  const [first, second] = changesOf(replica(9), 'a', 'b')
  if (!first || !second) throw new Error('two changes')
  const start = { firstSeq: 7, since: 3, authors: [{ replica: 9, userId: 'alice' }] }
  const rows = [whole(first), short(second), { kind: 'own', replica: 1, rseq: 2 } as const]
  const parts = Buffer.concat([encodeEchoStart(start), ...rows.map(encodeEchoRow)])
  const message = { kind: 'echo', ...start, rows } as const
  expect(new Uint8Array(parts)).toEqual(encodeDownstream(message))
  expect(decodeDownstream(new Uint8Array(parts))).toEqual(message)
})

test('K4 a keystroke of somebody else takes four to six bytes behind the start of its echo', () => {
  const changes = changesOf(replica(300), 'a', 'b')
  const [, typed] = changes
  if (!typed) throw new Error('two changes')
  expect(encodeEchoRow(short(typed))).toHaveLength(5)
  expect(encodeEchoRow(whole(typed)).length).toBeGreaterThan(7)
})
