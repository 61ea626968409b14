import { createHash, randomBytes } from 'node:crypto'

/** How many somebody gets: one for each of some years in which a device is lost. */
const count = 10
/** 80 random bits, so that a plain hash can't be turned back by trying. */
const bytes = 10

/** New recovery codes, to be written down: four groups of four, without letters that look alike. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: count }, () => {
    const letters = Array.from(randomLetters(), (five) => alphabet.charAt(five)).join('')
    return letters.replace(/(.{4})(?=.)/g, '$1-')
  })
}

/** What the database keeps of a recovery code, however it is typed. Null for what is none. */
export function hashOfRecoveryCode(code: string): Buffer | null {
  const letters = code.toLowerCase().replace(/[\s-]/g, '')
  return pattern.test(letters) ? createHash('sha256').update(letters).digest() : null
}

/** Crockford's base 32, in small letters. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const pattern = new RegExp(`^[${alphabet}]{${(bytes * 8) / 5}}$`)

/** Random numbers below 32, one for each letter. */
function randomLetters(): Uint8Array {
  return randomBytes((bytes * 8) / 5).map((byte) => byte & 31)
}
