import { z } from 'zod'

/** The longest address that mail can be sent to (RFC 5321 path, without the brackets). */
const maxEmailUnits = 254
const maxLocalUnits = 64

/**
 * ASCII only: an address in another script that looks like somebody else's (`аdmin@…` with a Cyrillic a) would be a
 * different person with the same face. Internationalised domains work in their `xn--` form. Nothing else is judged:
 * only the mail that arrives proves an address.
 */
const pattern = /^[!-?A-~]+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/**
 * An e-mail address in its canonical form: trimmed and lower-case, at most 254 characters, one `@`. Two spellings of
 * one address are one person; `+tags` and dots are kept, since they can be different mailboxes.
 */
export const emailSchema = z
  .string('An e-mail address must be text.')
  .max(maxEmailUnits + 64, 'That e-mail address is too long.')
  .transform((text) => text.trim())
  .refine(
    (text) => text.length <= maxEmailUnits && text.indexOf('@') <= maxLocalUnits,
    'That e-mail address is too long.',
  )
  // Before lower-casing, which turns some characters outside ASCII (the Kelvin sign) into letters inside it.
  .refine((text) => pattern.test(text), 'That is not an e-mail address.')
  .transform((text) => text.toLowerCase())
