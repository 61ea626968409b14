import { describe, expect, test } from 'vitest'
import { type FlagFacts, flagHeightPx, flagState, placeFlag } from './caret-label.ts'
import type { LabelMode } from './peer-display.ts'

describe('flagState', () => {
  const facts: FlagFacts = { firstSeenAt: 0, activeAt: 0, hoveredAt: null, askedAt: null, idle: false }
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
    expect(flagState({ ...facts, ...some }, now, 'activity')).toMatchObject({ shown, faded })
  })

  test.each<[LabelMode, string, Partial<FlagFacts>, number, boolean]>([
    ['always', 'nobody moved for a while', {}, 50_000, true],
    ['always', 'no sign for a minute', {}, 60_000, false],
    ['always', 'idle but hovered', { idle: true, hoveredAt: 6000 }, 6001, true],
    ['hover', 'just active', { activeAt: 5000 }, 5001, false],
    ['hover', 'hovered', { hoveredAt: 10_000 }, 11_999, true],
    ['off', 'just active', { activeAt: 5000 }, 5001, false],
    ['off', 'hovered', { hoveredAt: 10_000 }, 10_001, false],
    ['off', 'asked for', { askedAt: 10_000, idle: true }, 11_999, true],
    ['off', 'asked for a while ago', { askedAt: 10_000 }, 12_000, false],
  ])('A46 labels %s: %s', (mode, _name, some, now, shown) => {
    expect(flagState({ ...facts, ...some }, now, mode).shown).toBe(shown)
  })

  test('tells until when it holds', () => {
    const until = (some: Partial<FlagFacts>, now: number, mode: LabelMode = 'activity') =>
      flagState({ ...facts, ...some }, now, mode).until
    expect(until({}, 10)).toBe(2000)
    expect(until({}, 2000)).toBe(60_000)
    expect(until({}, 60_000)).toBe(Number.POSITIVE_INFINITY)
    expect(until({ hoveredAt: 70_000 }, 70_000)).toBe(72_000)
    expect(until({}, 10, 'always')).toBe(60_000)
    // By then it is another caret that carries the name.
    expect(until({ hoveredAt: 10 }, 10, 'always')).toBe(2010)
  })
})

describe('placeFlag', () => {
  const visible = { left: 0, top: 100, width: 300, height: 400 }
  const caretAt = (left: number, top: number) => ({ left, top, width: 0, height: 20 })

  test('goes above the line', () => {
    expect(placeFlag(caretAt(50, 200), 80, visible, null)).toEqual({ side: 'above', shift: 0 })
  })

  test('A34 flips below on the first visible line', () => {
    expect(placeFlag(caretAt(50, 100 + flagHeightPx - 1), 80, visible, null)?.side).toBe('below')
    expect(placeFlag(caretAt(50, 100 + flagHeightPx), 80, visible, null)?.side).toBe('above')
  })

  test('shifts left at the right edge, never out at the left', () => {
    expect(placeFlag(caretAt(280, 200), 80, visible, null)?.shift).toBe(60)
    expect(placeFlag(caretAt(10, 200), 80, { ...visible, width: 40 }, null)?.shift).toBe(10)
  })

  // A flag 80 px wide; lines 20 px high, from the first visible one at 100 to the last one at 480.
  const [above, below] = ['above 0', 'below 0']
  test.each<[string, theirs: [left: number, top: number], mine: [left: number, top: number], string]>([
    ['my line above, just in reach on the left', [100, 200], [61, 180], below],
    ['my line above, just out of reach', [100, 200], [60, 180], above],
    ['my line above, in reach under the flag', [50, 200], [60, 180], below],
    ['my line above, behind the flag', [50, 200], [200, 180], above],
    ['my line below', [50, 200], [60, 220], above],
    ['first line, mine below, far away', [50, 100], [200, 120], below],
    ['first line, mine below: to the right of my caret', [50, 100], [45, 120], 'below -35'],
    ['first line, mine below: to the left of my caret', [250, 100], [240, 120], 'below 130'],
    ['last line, mine above: to the right of my caret', [50, 480], [45, 460], 'above -35'],
  ])('keeps away from my own caret by 40 px: %s', (_name, theirs, mine, expected) => {
    const place = placeFlag(caretAt(...theirs), 80, visible, caretAt(...mine))
    expect(place && `${place.side} ${place.shift}`).toBe(expected)
  })

  test('does not show where my caret leaves no room', () => {
    expect(placeFlag(caretAt(50, 100), 80, { ...visible, width: 180 }, caretAt(90, 120))).toBe(null)
    expect(placeFlag(caretAt(50, 100), 80, { ...visible, width: 180 }, null)?.side).toBe('below')
  })
})
