/** Where a leader is: the middle of their window, if they tell it, and their caret, if they have one. */
export type LeaderPlace = { readonly middle: number | null; readonly caret: number | null }

/** What to bring on the screen: `middle` into the middle of the window, `caret` into it just so. */
export type FollowStep = { readonly kind: 'middle' | 'caret'; readonly position: number } | null

/**
 * What a follower does when the leader moved: shows what the leader's window shows, and when it was the caret that moved,
 * keeps that in view even if my window is the smaller one. `fits` tells whether both are in one window of mine.
 */
export function followStep(
  before: LeaderPlace | null,
  now: LeaderPlace,
  fits: (middle: number, caret: number) => boolean,
): FollowStep {
  const { middle, caret } = now
  const caretMoved = caret !== null && caret !== before?.caret
  const scrolled = middle !== null && middle !== before?.middle
  if (before === null && middle === null && caretMoved) return { kind: 'middle', position: caret }
  if (caretMoved && (!scrolled || !fits(middle, caret))) return { kind: 'caret', position: caret }
  return scrolled ? { kind: 'middle', position: middle } : null
}
