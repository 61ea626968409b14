import { line } from '../accounts/person-text.ts'

/** What a tag can be called: 1–40 graphemes in one line. */
export const tagNameSchema = line('A tag', 40, 400)
