import type { Id } from './id.ts'

/** Which neighbour an anchor sticks to: the character before the position, or the one after it. */
export type AnchorSide = 'before' | 'after'

/**
 * A place in the text that survives edits and means the same on every replica: just behind a character (`before`: the
 * character is before the place), just in front of one (`after`), or the start or the end of the text. When the
 * character is deleted, the anchor stays where it was.
 */
export type Anchor = { readonly at: Id; readonly side: AnchorSide } | { readonly at: 'start' | 'end' }
