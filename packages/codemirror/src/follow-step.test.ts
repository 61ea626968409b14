import { expect, test } from 'vitest'
import { type FollowStep, followStep, type LeaderPlace } from './follow-step.ts'

const fits = (middle: number, caret: number) => Math.abs(middle - caret) <= 50
const at = (middle: number | null, caret: number | null): LeaderPlace => ({ middle, caret })

test.each<[string, LeaderPlace | null, LeaderPlace, FollowStep]>([
  ['first: what their window shows', null, at(100, 110), { kind: 'middle', position: 100 }],
  ['first, before their window is known: their caret', null, at(null, 110), { kind: 'middle', position: 110 }],
  ['they scroll away from their caret', at(100, 110), at(900, 110), { kind: 'middle', position: 900 }],
  ['they type in a window that stays', at(100, 110), at(100, 111), { kind: 'caret', position: 111 }],
  ['they jump: both at once', at(100, 110), at(900, 910), { kind: 'middle', position: 900 }],
  [
    'their window is so large that mine would not show the caret',
    at(100, 110),
    at(120, 190),
    { kind: 'caret', position: 190 },
  ],
  ['they type before their window is known', at(null, 110), at(null, 111), { kind: 'caret', position: 111 }],
  ['nothing moved', at(100, 110), at(100, 110), null],
  ['they are nowhere', null, at(null, null), null],
])('A50 %s', (_name, before, now, expected) => {
  expect(followStep(before, now, fits)).toEqual(expected)
})
