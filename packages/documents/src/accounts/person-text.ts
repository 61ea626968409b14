import { limits } from '@tandem/protocol'
import { z } from 'zod'

/**
 * Text that one person writes and others see in one line: titles and names. Trimmed and NFC, so that what looks equal
 * is equal. It is shown as text everywhere and never escaped here.
 */
export function line(what: string, maxGraphemes: number, maxUnits: number, mayBeEmpty = false) {
  const tooLong = `${what} can have at most ${maxGraphemes} characters.`
  return (
    z
      .string(`${what} must be text.`)
      // First, so that nothing below works on megabytes. A grapheme can be arbitrarily long; an honest one is not.
      .max(maxUnits, tooLong)
      .refine((text) => text.isWellFormed(), `${what} holds a broken character.`)
      .transform((text) => text.trim().normalize('NFC'))
      .refine((text) => !forbidden.test(text), `${what} must be one line without control characters.`)
      .refine((text) => visible.test(text) || (mayBeEmpty && text === ''), `${what} cannot be empty.`)
      .refine((text) => text.length <= maxUnits && graphemesUpTo(text, maxGraphemes + 1) <= maxGraphemes, tooLong)
  )
}

/**
 * Control characters (newlines and tabs among them: a title goes into headers, logs and window titles), line and
 * paragraph separators, and the bidi controls: an override reorders the text after it on other people's screens, and
 * no title in any language needs one.
 */
const forbidden = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u
/** At least one character that leaves ink: not spaces, zero-width characters or fillers only. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function graphemesUpTo(text: string, enough: number): number {
  let count = 0
  for (const _ of segmenter.segment(text)) {
    count++
    if (count === enough) break
  }
  return count
}

/** A document's title: 1–200 graphemes in one line. */
export const titleSchema = line('A title', limits.maxTitleGraphemes, limits.maxTitleUnits)

/** A person's name: 1–64 graphemes in one line. */
export const nameSchema = line('A name', limits.maxNameGraphemes, limits.maxNameUnits)

/** What a link is called: as a name, or nothing. */
export const linkNameSchema = line('A name', limits.maxNameGraphemes, limits.maxNameUnits, true)
