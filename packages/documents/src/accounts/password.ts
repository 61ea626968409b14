import { z } from 'zod'
import { commonPasswords } from './common-passwords.ts'

const minCharacters = 8
/** Beyond any pass phrase; checked before hashing, so that nobody makes the server hash megabytes. */
const maxPasswordBytes = 256

/**
 * A password that somebody chooses: at least 8 characters, at most 256 bytes, not one that everybody tries first. No
 * other rule, and no change to it: exactly these bytes are asked for at sign-in.
 */
export const newPasswordSchema = z
  .string('A password must be text.')
  .max(maxPasswordBytes, 'A password can have at most 256 bytes.')
  // A lone surrogate becomes U+FFFD on its way to bytes: different passwords would open one account.
  .refine((text) => text.isWellFormed(), 'A password holds a broken character.')
  .refine((text) => Buffer.byteLength(text) <= maxPasswordBytes, 'A password can have at most 256 bytes.')
  .refine((text) => [...text].length >= minCharacters, 'A password needs at least 8 characters.')
  .refine((text) => !commonPasswords.has(text.toLowerCase()), 'Too many people use that password. Choose another.')

/** Whether some account could have this password. Asked before anything is hashed. */
export function isPossiblePassword(password: unknown): password is string {
  return typeof password === 'string' && Buffer.byteLength(password) <= maxPasswordBytes && password.isWellFormed()
}
