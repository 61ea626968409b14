import { Prng } from '@tandem/crdt/testing'

/**
 * Random numbers for one purpose of one seed. Each purpose has a stream of its own, so that leaving one fault out does not
 * change what people type.
 */
export function stream(seed: number, purpose: string): Prng {
  let hash = seed | 0
  for (let index = 0; index < purpose.length; index++) hash = Math.imul(hash ^ purpose.charCodeAt(index), 0x01000193)
  return new Prng(hash ^ (hash >>> 15))
}

/** A number in [0, 1). */
export function fraction(random: Prng): number {
  return random.int(0x7fffffff) / 0x7fffffff
}

/** From `least` to `most`, in tenths. */
export function between(random: Prng, least: number, most: number): number {
  return least + random.int(Math.round((most - least) * 10) + 1) / 10
}
