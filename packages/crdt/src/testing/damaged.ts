import type { Prng } from './prng.ts'

/** The bytes with one to three things wrong with them; `other` are bytes to mix in. */
export function damaged(prng: Prng, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  let result = [...bytes]
  for (let count = 1 + prng.int(3); count > 0; count--) {
    // Most of what a decoder decides, it decides from the first bytes.
    const at = prng.int((prng.chance(0.5) ? Math.min(8, result.length) : result.length) + 1)
    const way = prng.int(8)
    if (way === 0 && at < result.length) result[at] = prng.int(256)
    else if (way === 1 && at < result.length) result[at] = (result[at] ?? 0) ^ (1 << prng.int(8))
    else if (way === 2) result = result.slice(0, at)
    else if (way === 3) result = [...result.slice(0, at), ...other.slice(prng.int(other.length + 1))]
    else if (way === 4) result.splice(at, 1 + prng.int(3))
    else if (way === 5)
      result.splice(at, 0, ...Array.from({ length: 1 + prng.int(2) }, () => prng.pick([0, prng.int(256)])))
    else if (way === 6) result.splice(at, prng.int(2), ...prng.pick(blownUp))
    else result.splice(at, 0, ...result.slice(prng.int(at + 1), at))
  }
  return Uint8Array.from(result)
}

/** Numbers that are far too large for what follows, as the formats write numbers. */
export const blownUp: readonly (readonly number[])[] = [
  [0xff, 0x7f],
  [0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0],
]
