import { ChangeSet, Text } from '@codemirror/state'
import { applyEdit } from '@tandem/crdt/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesOf, editOf, replacementOf, textOf } from './convert-changes.ts'

const piece = fc.constantFrom('a', 'b', '\n', '\r', '\u2028', 'é', '🔴', '🟢', '👷‍♀️', '🇨🇭', 'שלום', 'e\u0301')
const wellFormed = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
const anyText = fc
  .array(fc.oneof(piece, fc.constantFrom('\ud83d', '\udd34')), { maxLength: 5 })
  .map((pieces) => pieces.join(''))
const cuts = fc.array(fc.nat(), { maxLength: 6 })

/** A change set of `before` made of replacements at any positions, also inside pairs. */
function changeSet(before: string, at: readonly number[], inserts: readonly string[]): ChangeSet {
  const positions = at.map((cut) => cut % (before.length + 1)).sort((a, b) => a - b)
  const changes = []
  for (let index = 0; index + 1 < positions.length; index += 2) {
    const [from = 0, to = 0] = positions.slice(index)
    changes.push({ from, to, insert: textOf(inserts[index / 2] ?? '') })
  }
  return ChangeSet.of(changes, before.length)
}

describe('editOf', () => {
  test('says what the change set says when that cuts no pair', () => {
    fc.assert(
      fc.property(wellFormed, cuts, fc.array(wellFormed), (before, at, inserts) => {
        const changes = changeSet(before, at, inserts)
        const { edit, faithful } = editOf(changes, textOf(before))
        const after = changes.apply(textOf(before)).toString()
        if (faithful) expect(applyEdit(before, edit)).toBe(after)
        else expect(hasLoneSurrogate(after)).toBe(true)
      }),
    )
  })

  test('cuts no pair and inserts no half, whatever the change set does', () => {
    fc.assert(
      fc.property(wellFormed, cuts, fc.array(anyText), (before, at, inserts) => {
        const { edit } = editOf(changeSet(before, at, inserts), textOf(before))
        expect(hasLoneSurrogate(applyEdit(before, edit))).toBe(false)
        let end = -1
        for (const { from, to, insert } of edit) {
          expect(from).toBeGreaterThan(end)
          expect(to > from || insert !== '').toBe(true)
          expect(hasLoneSurrogate(insert)).toBe(false)
          expect(hasLoneSurrogate(before.slice(from, to))).toBe(false)
          end = to
        }
      }),
    )
  })

  test('is the way back of changesOf', () => {
    fc.assert(
      fc.property(wellFormed, cuts, fc.array(wellFormed), (before, at, inserts) => {
        const { edit } = editOf(changeSet(before, at, inserts), textOf(before))
        expect(editOf(changesOf(edit, before.length), textOf(before))).toEqual({ edit, faithful: true })
      }),
    )
  })

  test.each([
    // before, from, to, insert, after, faithful
    ['x🔴y', 2, 2, 'A', 'x🔴Ay', false],
    ['x🔴y', 2, 3, '', 'xy', false],
    ['x🔴y', 1, 2, '', 'xy', false],
    ['x🔴y', 1, 2, 'A', 'xAy', false],
    ['🔴🟢', 1, 3, '', '🟢', true],
    ['🔴', 1, 2, '\udfe2', '🟢', true],
    ['', 0, 0, '\ud83d', '\ufffd', false],
    ['ab', 1, 1, '\ud83d🔴\udd34', 'a\ufffd🔴\ufffdb', false],
    ['foo', 0, 3, 'foobar', 'foobar', true],
    ['foo', 0, 3, 'foo', 'foo', true],
  ])('%j with %i–%i replaced by %j is %j', (before, from, to, insert, after, faithful) => {
    const converted = editOf(ChangeSet.of({ from, to, insert: textOf(insert) }, before.length), textOf(before))
    expect(applyEdit(before, converted.edit)).toBe(after)
    expect(converted.faithful).toBe(faithful)
  })

  test('leaves alone what a replacement does not change', () => {
    const changes = ChangeSet.of({ from: 0, to: 11, insert: 'const b = 12' }, 11)
    expect(editOf(changes, Text.of(['const a = 1']))).toEqual({
      edit: [{ from: 6, to: 11, insert: 'b = 12' }],
      faithful: true,
    })
  })
})

describe('replacementOf', () => {
  test('turns one text into the other and cuts no pair', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, (before, after) => {
        const changes = replacementOf(textOf(before), after)
        expect(changes.apply(textOf(before)).toString()).toBe(after)
        changes.iterChanges((from, to) => expect(hasLoneSurrogate(before.slice(from, to))).toBe(false))
        expect(changes.empty).toBe(before === after)
      }),
    )
  })

  test('touches only the part that differs', () => {
    const changes = replacementOf(textOf('one two three'), 'one 2 three')
    expect(changes.toJSON()).toEqual([4, [3, '2'], 6])
  })
})

function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text)
}
