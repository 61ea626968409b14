import { randomBytes } from 'node:crypto'

/** Digits and lower-case letters without i, l, o, u: nothing that is misread, and a double click selects all of it. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 26

/** A new id for a document or a person: 130 random bits in 26 url-safe characters. Nobody guesses one. */
export function newId(): string {
  // 32 letters: the low five bits of a byte choose one without bias.
  return Array.from(randomBytes(length), (byte) => alphabet.charAt(byte & 31)).join('')
}
