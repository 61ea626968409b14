import { describe, expect, test } from 'vitest'
import { blownUp, damaged } from '../testing/damaged.ts'
import { Prng } from '../testing/prng.ts'
import { type DecoderName, decoders, type Fate, tryDecoder } from './damage.ts'
import { writtenBytes } from './written-bytes.ts'

/** docs/testing.md says how to choose another. */
const seed = Number(process.env.TANDEM_FUZZ_SEED ?? 1)

describe.each(decoders)('the decoder of a %s', { timeout: 60_000 }, (decoder) => {
  test(`F4 refuses damaged bytes, or reads what is written in the same bytes (seed ${seed})`, () => {
    const prng = new Prng(seed)
    const fates: Record<Fate, number> = { refused: 0, read: 0 }
    for (let round = 0; round < 60; round++) {
      const written = writtenBytes(prng.int(2 ** 32))
      for (let count = 0; count < 50; count++) {
        const bytes = damaged(prng, prng.pick(written[decoder]), prng.pick(written[prng.pick(decoders)]))
        fates[tryDecoder(decoder, bytes)] += 1
      }
    }
    expect(fates.refused).toBeGreaterThan(1_000)
    expect(fates.read).toBeGreaterThan(30)
  })

  test('F4 F5 F8 reads what was written, in old formats too', () => {
    for (const bytes of writtenBytes(seed)[decoder]) expect(tryDecoder(decoder, bytes)).toBe('read')
  })

  test('F4 takes no memory for what numbers promise', () => {
    for (const bytes of promises(decoder)) {
      const before = memoryInUse()
      tryDecoder(decoder, bytes)
      expect(memoryInUse() - before).toBeLessThan(4 * 2 ** 20 + 1_000 * bytes.length)
    }
  })
})

/** Written bytes of every format, with a number at every place that is far too large for what follows. */
function* promises(decoder: DecoderName): Generator<Uint8Array> {
  for (const bytes of writtenBytes(8)[decoder]) {
    for (let at = 0; at < bytes.length; at++) {
      for (const number of blownUp) {
        yield Uint8Array.from([...bytes.slice(0, at), ...number, ...bytes.slice(at + 1)])
        yield Uint8Array.from([...bytes.slice(0, at), ...number])
      }
    }
  }
}

function memoryInUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
