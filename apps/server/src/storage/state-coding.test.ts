import { inflateRawSync } from 'node:zlib'
import type { Coding } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { packedFor, packState, unpackState } from './state-coding.ts'

const state = new TextEncoder().encode('\\section{Concurrent editing} '.repeat(5_000))
const packed = packState(state)

test('what is packed for the storage is smaller, and comes back', () => {
  expect(packed.state.length).toBeLessThan(state.length / 10)
  expect(new Uint8Array(unpackState(packed))).toEqual(state)
  expect(unpackState({ coding: 'identity', size: state.length, state })).toBe(state)
  const empty = new Uint8Array()
  expect(unpackState(packState(empty)).length).toBe(0)
})

test('a large state comes back too', () => {
  const large = Uint8Array.from({ length: 600_000 }, (_, at) => (at * at) % 251)
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
    expect(sent).toMatchObject({ coding, size: state.length })
    const bytes = coding === 'deflate-raw' ? inflateRawSync(sent.state) : unpackState(sent)
    expect(new Uint8Array(bytes)).toEqual(state)
  })

  test('a snapshot that was stored as it is stays as it is', async () => {
    const plain = { coding: 'identity' as const, size: state.length, state }
    expect(await packedFor(plain, ['brotli'])).toBe(plain)
  })
})
