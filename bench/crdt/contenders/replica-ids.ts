import { Prng } from '@tandem/crdt/testing'

// Peers take random ids, because nobody gives them out; so do they here, of the length that each takes by itself, only that
// the same number has the same id in every process. Tandem's are given out by its server, 1, 2, 3, … for each document.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** So many random letters and digits. */
export function randomName(number: number, length: number): string {
  const random = new Prng(number)
  let name = ''
  while (name.length < length) name += alphabet[random.int(alphabet.length)]
  return name
}

/** A random whole number of so many bits, 53 at most, the highest of which is set. */
export function randomBits(number: number, bits: number): number {
  const random = new Prng(number)
  const high = bits > 32 ? random.int(2 ** (bits - 33)) + 2 ** (bits - 33) : 0
  return bits > 32 ? high * 2 ** 32 + random.int(2 ** 32) : random.int(2 ** (bits - 1)) + 2 ** (bits - 1)
}

/** So many random hexadecimal digits. */
export function randomHex(number: number, digits: number): string {
  const random = new Prng(number)
  return Array.from({ length: digits }, () => random.int(16).toString(16)).join('')
}
