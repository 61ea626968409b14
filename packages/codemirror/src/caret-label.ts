import type { LabelMode } from './peer-display.ts'

/** How long flags show when a peer is first seen. */
const firstSeenMs = 2000
/** How long a flag shows after the peer last edited, selected or moved. */
export const afterActivityMs = 1500
/** How long a flag shows after the pointer was last on the caret, or after I asked for it. */
const afterHoverMs = 2000
/** After how long without a sign of life a caret fades. */
export const idleAfterMs = 60_000
/** How far from my own caret a flag keeps away, in pixels. */
const ownCaretClearancePx = 40
/** How wide a flag gets at most, in pixels; longer names end in an ellipsis. */
export const maxFlagWidthPx = 160
/** How high a flag is, in pixels. */
export const flagHeightPx = 18

/** What decides whether a peer's flag shows; times in clock ms, null for never. */
export type FlagFacts = {
  readonly firstSeenAt: number
  readonly activeAt: number
  readonly hoveredAt: number | null
  /** By a command: whoever wants to see no flags wants to see this one. */
  readonly askedAt: number | null
  readonly idle: boolean
}

/**
 * Whether a flag shows, whether it is (also) the pointer that shows it, and whether its caret is faded; until when all that
 * holds (`Infinity`: until something happens).
 */
export type FlagState = {
  readonly shown: boolean
  readonly hovered: boolean
  readonly faded: boolean
  readonly until: number
}

/** Decides from the facts whether a flag shows now, to a person who wants to see flags in this mode. */
export function flagState(facts: FlagFacts, now: number, mode: LabelMode): FlagState {
  const fadesAt = facts.activeAt + idleAfterMs
  const faded = facts.idle || now >= fadesAt
  const hoveredUntil = facts.hoveredAt === null || mode === 'off' ? 0 : facts.hoveredAt + afterHoverMs
  const askedUntil = facts.askedAt === null ? 0 : facts.askedAt + afterHoverMs
  const shownUntil = Math.max(faded ? 0 : shownByItselfUntil(facts, mode), hoveredUntil, askedUntil)
  const ends = [shownUntil, hoveredUntil, fadesAt].filter((end) => now < end)
  return { shown: now < shownUntil, hovered: now < hoveredUntil, faded, until: Math.min(...ends) }
}

/** Until when a flag shows without the pointer on its caret, if the caret does not fade before. */
function shownByItselfUntil({ firstSeenAt, activeAt }: FlagFacts, mode: LabelMode): number {
  switch (mode) {
    case 'always':
      return Number.POSITIVE_INFINITY
    case 'activity':
      return Math.max(firstSeenAt + firstSeenMs, activeAt + afterActivityMs)
    case 'hover':
    case 'off':
      return 0
  }
}

/** A rectangle of the drawing layer, in pixels. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** Where a flag goes: above or below its caret, and how far to the left of it; to the right of it where less than 0. */
export type FlagPlace = { readonly side: 'above' | 'below'; readonly shift: number }

/**
 * Places a flag at its caret: above the line; below where it would leave the visible part at the top or come too near to my own
 * caret; moved to the left where it would leave at the right. Where my caret is in the way on every side that there is,
 * the flag is moved beside it; null where there is no room for that either: what I write is not covered by a name.
 */
export function placeFlag(caret: Box, flagWidth: number, visible: Box, ownCaret: Box | null): FlagPlace | null {
  const right = visible.left + visible.width
  const bottom = visible.top + visible.height
  const tops = { above: caret.top - flagHeightPx, below: caret.top + caret.height }
  const fitting = sides.filter((side) => tops[side] >= visible.top && tops[side] + flagHeightPx <= bottom)
  const [first = 'below', second = first] = fitting
  const left = Math.min(caret.left, Math.max(visible.left, right - flagWidth))
  const isFree = (side: FlagPlace['side']) =>
    !ownCaret ||
    tops[side] >= ownCaret.top + ownCaret.height ||
    tops[side] + flagHeightPx <= ownCaret.top ||
    left >= ownCaret.left + ownCaretClearancePx ||
    left + flagWidth <= ownCaret.left - ownCaretClearancePx
  if (!ownCaret || isFree(first)) return { side: first, shift: caret.left - left }
  if (isFree(second)) return { side: second, shift: caret.left - left }
  const [beside] = [ownCaret.left + ownCaretClearancePx, ownCaret.left - ownCaretClearancePx - flagWidth]
    .filter((place) => place >= visible.left && place + flagWidth <= right)
    .sort((a, b) => Math.abs(a - caret.left) - Math.abs(b - caret.left))
  return beside === undefined ? null : { side: first, shift: caret.left - beside }
}

const sides = ['above', 'below'] as const

/** About how wide a flag with this name is, in pixels: good enough to keep it on the screen without measuring it. */
export function flagWidth(name: string): number {
  return Math.min(maxFlagWidthPx, 14 + name.length * 7.5)
}
