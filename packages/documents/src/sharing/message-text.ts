import { z } from 'zod'
import { maxMessageUnits } from './sharing-limits.ts'

const tooLong = `A message can have at most ${maxMessageUnits} characters.`

/** What somebody writes along with an invitation or a request: a few lines of plain text, or nothing. */
export const messageTextSchema = z
  .string('A message must be text.')
  .max(maxMessageUnits, tooLong)
  .refine((text) => text.isWellFormed(), 'A message holds a broken character.')
  .transform((text) => text.replace(/\r\n?/g, '\n').trim().normalize('NFC'))
  .refine((text) => text.length <= maxMessageUnits, tooLong)
  // Tabs and line ends are all that a message needs; a bidi override would reorder what stands after it in a mail.
  .refine((text) => !/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u.test(text), 'A message must be plain text.')
