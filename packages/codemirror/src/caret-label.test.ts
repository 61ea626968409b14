import { describe, expect, test } from 'vitest'
import { type FlagFacts, flagHeightPx, flagState, placeFlag } from './caret-label.ts'

describe('flagState', () => {
  const facts: FlagFacts = { firstSeenAt: 0, activeAt: 0, hoveredAt: null, idle: false }
  test.each<[string, Partial<FlagFacts>, number, boolean, boolean]>([
    ['first seen', {}, 1999, true, false],
    ['first seen a while ago', {}, 2000, false, false],
    ['just active', { activeAt: 5000 }, 6499, true, false],
    ['A33 hides 1.5 s after the last activity', { activeAt: 5000 }, 6500, false, false],
    ['hovered', { hoveredAt: 10_000 }, 11_999, true, false],
    ['hovered a while ago', { hoveredAt: 10_000 }, 12_000, false, false],
    ['no sign for a minute', {}, 60_000, false, true],
    ['says that it is idle', { activeAt: 5000, idle: true }, 5001, false, true],
    ['idle but hovered', { activeAt: 5000, idle: true, hoveredAt: 6000 }, 6001, true, true],
  ])('%s', (_name, some, now, shown, faded) => {
    expect(flagState({ ...facts, ...some }, now)).toMatchObject({ shown, faded })
  })

  test('tells until when it holds', () => {
    expect(flagState(facts, 10).until).toBe(2000)
    expect(flagState(facts, 2000).until).toBe(60_000)
    expect(flagState(facts, 60_000).until).toBe(Number.POSITIVE_INFINITY)
    expect(flagState({ ...facts, hoveredAt: 70_000 }, 70_000).until).toBe(72_000)
  })
})

describe('placeFlag', () => {
  const visible = { left: 0, top: 100, width: 300, height: 400 }
  const caretAt = (left: number, top: number) => ({ left, top, width: 0, height: 20 })

  test('goes above the line', () => {
    expect(placeFlag(caretAt(50, 200), 80, visible, null)).toEqual({ side: 'above', shift: 0 })
  })

  test('A34 flips below on the first visible line', () => {
    expect(placeFlag(caretAt(50, 100 + flagHeightPx - 1), 80, visible, null).side).toBe('below')
    expect(placeFlag(caretAt(50, 100 + flagHeightPx), 80, visible, null).side).toBe('above')
  })

  test('shifts left at the right edge, never out at the left', () => {
    expect(placeFlag(caretAt(280, 200), 80, visible, null).shift).toBe(60)
    expect(placeFlag(caretAt(10, 200), 80, { ...visible, width: 40 }, null).shift).toBe(10)
  })

  test('keeps away from my own caret, if it can', () => {
    expect(placeFlag(caretAt(50, 200), 80, visible, caretAt(60, 180)).side).toBe('below')
    expect(placeFlag(caretAt(50, 200), 80, visible, caretAt(200, 180)).side).toBe('above')
    expect(placeFlag(caretAt(50, 200), 80, visible, caretAt(60, 220)).side).toBe('above')
  })
})
