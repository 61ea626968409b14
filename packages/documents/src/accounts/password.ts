import { z } from 'zod'
import { DomainError } from '../domain-error.ts'
import { isCommonPassword } from './common-passwords.ts'

const minCharacters = 8
/** Beyond any pass phrase; checked before hashing, so that nobody makes the server hash megabytes. */
const maxPasswordBytes = 256

/**
 * A password that somebody chooses: at least 8 characters, at most 256 bytes. No rule for what they are but that it is not to be
 * guessed (`requireUnguessable`), and no change to it: exactly these bytes are asked for at sign-in.
 */
export const newPasswordSchema = z
  .string('A password must be text.')
  .max(maxPasswordBytes, 'A password can have at most 256 bytes.')
  // A lone surrogate becomes U+FFFD on its way to bytes: different passwords would open one account.
  .refine((text) => text.isWellFormed(), 'A password holds a broken character.')
  .refine((text) => Buffer.byteLength(text) <= maxPasswordBytes, 'A password can have at most 256 bytes.')
  .refine((text) => [...text].length >= minCharacters, 'A password needs at least 8 characters.')

/**
 * Requires of a password that somebody chooses that it is none that everybody tries first, and that it has enough characters
 * besides the words that everybody tries who knows them: their name, their e-mail address (and with it, often, where they
 * work), and what this is called. Throws `DomainError('bad_request')` with the field that is named.
 */
export async function requireUnguessable(
  password: string,
  { name, email }: { readonly name: string; readonly email: string },
  field: string,
): Promise<void> {
  if (await isCommonPassword(password))
    throw new DomainError('bad_request', 'Too many people use that password. Choose another.', field)
  const words = `tandem ${name} ${email}`.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  // The longest first: a short one may be a part of it.
  words.sort((a, b) => b.length - a.length)
  let rest = password.toLowerCase()
  for (const word of words) rest = rest.replaceAll(word, '')
  if ([...rest].length >= minCharacters) return
  const sentence = 'Use at least 8 characters besides your name, your address and the name of this site.'
  throw new DomainError('bad_request', sentence, field)
}

/** Whether some account could have this password. Asked before anything is hashed. */
export function isPossiblePassword(password: unknown): password is string {
  return typeof password === 'string' && Buffer.byteLength(password) <= maxPasswordBytes && password.isWellFormed()
}
