import { type Change, encodeChange, TandemDoc } from '@tandem/crdt'
import { decodeDownstream, EchoReader, typedRowOf } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { Echo, introduce, type Row } from './echo-frames.ts'

/** Rows as people typed them one after another: `1a` is an `a` by replica 1, at the end of what it wrote. */
function rowsOf(typing: string): Row[] {
  const docs = new Map<number, TandemDoc>()
  return typing.split(' ').map((key, at) => {
    const replica = Number(key[0])
    const doc = docs.get(replica) ?? new TandemDoc()
    if (!docs.has(replica)) doc.become(replica)
    docs.set(replica, doc)
    const change: Change = doc.edit([{ from: doc.length, to: doc.length, insert: key.slice(1) }])
    const { rseq } = change
    return {
      seq: at + 1,
      replica,
      rseq,
      userId: `u${replica}`,
      payload: encodeChange(change),
      typed: typedRowOf(change),
    }
  })
}

/** A room's echoes of rows, so many rows in each. */
function echoesOf(rows: readonly Row[], ...sizes: readonly number[]): Echo[] {
  const introduced = new Set<number>()
  let from = 0
  return sizes.map((size, at) => {
    const part = rows.slice(from, from + size)
    from += size
    const firstSeq = from - size + 1
    return new Echo({ firstSeq, at: 1_000 * (at + 1), authors: introduce(part, introduced) }, part)
  })
}

/** What a session reads of echoes that it gets one after another: own rows by name, others by content. */
function readBy(own: readonly number[], echoes: readonly Echo[]) {
  const reader = new EchoReader()
  let toldAt = 0
  return echoes.flatMap((echo) => {
    const message = decodeDownstream(echo.frameFor({ replicas: own, toldAt }))
    if (message.kind !== 'echo') throw new Error('an echo')
    const read = reader.read(message)
    toldAt = read.at
    return read.rows.map((row, at) => {
      const seq = read.firstSeq + at
      return row.kind === 'own' ? `${seq} own ${row.replica}:${row.rseq}` : `${seq} ${hex(row.payload)}`
    })
  })
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('E1 every session reads the same rows, its own by name', () => {
  const rows = rowsOf('1a 2x 1b 1c 3hello 2y 1d 2z 3! 1e 1f 2w')
  const everything = rows.map(({ seq, payload }) => `${seq} ${hex(payload)}`)

  test.each([[[12]], [[1, 11]], [[5, 4, 3]], [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]])('%j', (sizes) => {
    expect(readBy([], echoesOf(rows, ...sizes))).toEqual(everything)
    for (const own of [[1], [2], [3], [1, 3], [1, 2, 3], [9]]) {
      const expected = rows.map((row, at) =>
        own.includes(row.replica) ? `${row.seq} own ${row.replica}:${row.rseq}` : everything[at],
      )
      expect(readBy(own, echoesOf(rows, ...sizes))).toEqual(expected)
    }
  })
})

test('E2 those who wrote none of the rows get one frame, the same bytes; a time of their own gives them their own start', () => {
  const [echo] = echoesOf(rowsOf('1a 1b'), 2)
  const alike = { replicas: [7], toldAt: 500 }
  expect(echo?.frameFor(alike)).toBe(echo?.frameFor({ ...alike, replicas: [8] }))
  expect(echo?.frameFor(alike)).not.toEqual(echo?.frameFor({ ...alike, toldAt: 900 }))
  expect(echo?.frameFor(alike)).not.toEqual(echo?.frameFor({ ...alike, replicas: [1] }))
})

test('E3 an author is named once, and the first row of a replica is whole', () => {
  const kinds = echoesOf(rowsOf('1a 1b 2x 1c 2y'), 2, 3).map((echo) => {
    const message = decodeDownstream(echo.frameFor({ replicas: [], toldAt: 0 }))
    if (message.kind !== 'echo') throw new Error('an echo')
    return [message.authors.map(({ replica }) => replica), message.rows.map(({ kind }) => kind)]
  })
  expect(kinds).toEqual([
    [[1], ['change', 'typed']],
    [[2], ['change', 'typed', 'typed']],
  ])
})

test('E4 one keystroke is a frame of nine bytes', () => {
  const typing = Array.from({ length: 300 }, (_, at) => `${1 + (at % 9)}k`).join(' ')
  const echoes = echoesOf(rowsOf(typing), ...Array.from({ length: 300 }, () => 1))
  const sizes = echoes.slice(200).map((echo, at) => {
    return echo.frameFor({ replicas: [], toldAt: 1_000 * (200 + at + 1) - 20 }).length
  })
  expect(new Set(sizes)).toEqual(new Set([9]))
})
