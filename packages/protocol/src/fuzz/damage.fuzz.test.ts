import { damaged, Prng } from '@tandem/crdt/testing'
import { describe, expect, test } from 'vitest'
import { decoders, type Fate, tryDecoder, writtenBytes } from './damage.ts'

/** docs/testing.md says how to choose another. */
const seed = Number(process.env.TANDEM_FUZZ_SEED ?? 1)

describe.each(decoders)('the decoder of a %s', (decoder) => {
  test(`F2 F7 T2 refuses damaged bytes, or reads what is written in the same bytes (seed ${seed})`, async () => {
    const prng = new Prng(seed)
    const fates: Record<Fate, number> = { refused: 0, read: 0 }
    const written = await writtenBytes(prng.int(2 ** 31))
    for (let count = 0; count < 2_000; count++) {
      const bytes = damaged(prng, prng.pick(written[decoder]), prng.pick(written[prng.pick(decoders)]))
      fates[await tryDecoder(decoder, bytes)] += 1
    }
    expect(fates.refused).toBeGreaterThan(300)
  })

  test('F1 F7 T1 reads what was written', async () => {
    const [first] = (await writtenBytes(seed))[decoder]
    expect(first && (await tryDecoder(decoder, first))).toBe('read')
  })
})
