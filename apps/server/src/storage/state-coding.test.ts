import { brotliCompressSync, inflateRawSync } from 'node:zlib'
import { TandemDoc } from '@tandem/crdt'
import { expandSnapshot } from '@tandem/crdt/compact'
import { Prng } from '@tandem/crdt/testing'
import { unpackState } from '@tandem/documents/unpack-state'
import type { Coding } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { packedFor, packState } from './state-coding.ts'

/** What a person types at many places, so that it is in many pieces. */
function snapshotOf(text: string, places: number): Uint8Array {
  const doc = new TandemDoc()
  doc.become(1)
  doc.edit([{ from: 0, to: 0, insert: text }])
  const prng = new Prng(places)
  for (let place = 0; place < places; place++) {
    const from = prng.int(doc.length)
    doc.edit([{ from, to: from, insert: 'here' }])
  }
  return doc.snapshot()
}

const state = snapshotOf('\\section{Concurrent editing} '.repeat(500), 1_000)
const packed = packState(state)

test('what is packed for the storage is smaller, and comes back', () => {
  expect(packed.state.length).toBeLessThan(brotliCompressSync(state).length * 0.9)
  expect(new Uint8Array(unpackState(packed))).toEqual(state)
  expect(unpackState({ coding: 'identity', size: state.length, state })).toBe(state)
  const empty = new TandemDoc().snapshot()
  expect(unpackState(packState(empty))).toEqual(empty)
})

test('a large state comes back too', () => {
  const large = snapshotOf('large '.repeat(100_000), 10)
  expect(new Uint8Array(unpackState(packState(large)))).toEqual(large)
})

describe('damage is an error', () => {
  test.each([
    ['the end is missing', { ...packed, state: packed.state.subarray(0, -5) }],
    ['longer than it says', { ...packed, size: packed.size - 1 }],
    ['shorter than it says', { ...packed, size: packed.size + 1 }],
    ['not packed at all', { ...packed, state: state.subarray(0, 50) }],
    ['a packing that is not stored', { ...packed, coding: 'deflate-raw' as const }],
  ])('%s', (_, damaged) => {
    expect(() => unpackState(damaged)).toThrow()
  })
})

describe('everybody gets what they can undo', () => {
  const cases: [can: Coding[], gets: Coding][] = [
    [['brotli', 'deflate-raw'], 'brotli'],
    [['deflate-raw'], 'deflate-raw'],
    [[], 'identity'],
    [['identity'], 'identity'],
  ]
  test.each(cases)('%j', async (codings, coding) => {
    const sent = await packedFor(packed, codings)
    expect(sent).toMatchObject({ coding, size: coding === 'identity' ? state.length : packed.size })
    const snapshot = coding === 'deflate-raw' ? expandSnapshot(inflateRawSync(sent.state)) : unpackState(sent)
    expect(new Uint8Array(snapshot)).toEqual(state)
  })

  test('a snapshot that was stored as it is stays as it is', async () => {
    const plain = { coding: 'identity' as const, size: state.length, state }
    expect(await packedFor(plain, ['brotli'])).toBe(plain)
  })
})
