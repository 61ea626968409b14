import { brotliCompressSync, deflateRawSync } from 'node:zlib'
import { DecodeError } from '@tandem/crdt'
import type { Coding } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { streamUnpacker } from './unpacker.ts'

const state = new TextEncoder().encode('the same again, '.repeat(10_000))
const packed = new Uint8Array(deflateRawSync(state))
const unpacker = streamUnpacker()

test('asks only for what the platform has', async () => {
  expect(unpacker.codings).toContain('deflate-raw')
  expect(unpacker.codings).not.toContain('identity')
  const pack: Partial<Record<Coding, (bytes: Uint8Array) => Uint8Array>> = {
    brotli: brotliCompressSync,
    'deflate-raw': deflateRawSync,
  }
  for (const coding of unpacker.codings) {
    const bytes = pack[coding]?.(state)
    expect(bytes && (await unpacker.unpack({ seq: 1, coding, size: state.length, state: bytes }))).toEqual(state)
  }
})

test('what is not packed comes as it is', async () => {
  expect(await unpacker.unpack({ seq: 1, coding: 'identity', size: state.length, state })).toBe(state)
})

describe('is not taken in by', () => {
  const cases: [what: string, bytes: Uint8Array, size: number, code: string][] = [
    ['bytes that swell to more than was announced', packed, state.length - 1, 'limit'],
    ['bytes that give less', packed, state.length + 1, 'truncated'],
    ['bytes that end too early', packed.subarray(0, packed.length / 2), state.length, 'invalid'],
    ['bytes that are not packed', state.subarray(0, 100), 100, 'invalid'],
    ['no bytes', new Uint8Array(), 10, 'invalid'],
  ]
  test.each(cases)('%s', async (_, bytes, size, code) => {
    const error = await unpacker.unpack({ seq: 1, coding: 'deflate-raw', size, state: bytes }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(DecodeError)
    expect(error).toMatchObject({ code })
  })

  test('a packing that the platform does not have', async () => {
    const unknown = codingsWithout(unpacker.codings)
    if (!unknown) return
    await expect(unpacker.unpack({ seq: 1, coding: unknown, size: 1, state: packed })).rejects.toThrow(DecodeError)
  })
})

function codingsWithout(known: readonly Coding[]): Coding | undefined {
  return (['brotli', 'deflate-raw'] as const).find((coding) => !known.includes(coding))
}
