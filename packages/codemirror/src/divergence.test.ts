import { ChangeSet, Text } from '@codemirror/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Divergence,
  inStep,
  toEditorPlace,
  toSend,
  toSessionPlace,
  toShow,
  withLocal,
  withRemote,
  withSessionText,
} from './divergence.ts'

const base = Text.of(['0123456789'])

type Change = { readonly local: boolean; readonly from: number; readonly deleted: number; readonly insert: string }

const change: fc.Arbitrary<Change> = fc.record({
  local: fc.boolean(),
  from: fc.nat(20),
  deleted: fc.nat(3),
  insert: fc.constantFrom('', 'x', 'yz'),
})

/** What differs after these changes, some of the editor's text and some of the session's. */
function after(changes: readonly Change[]): Divergence {
  return changes.reduce<Divergence>((apart, { local, from, deleted, insert }) => {
    const length = (local ? apart.unsent : apart.unshown).newLength
    const start = Math.min(from, length)
    const set = ChangeSet.of({ from: start, to: Math.min(start + deleted, length), insert }, length)
    return (local ? withLocal : withRemote)(apart, set)
  }, inStep(base))
}

const editorOf = ({ base, unsent }: Divergence) => unsent.apply(base).toString()
const sessionOf = ({ base, unshown }: Divergence) => unshown.apply(base).toString()

test('both sides come to the same text, whichever is told first, and nothing is left to tell', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const apart = after(changes)
      const sent = toSend(apart)
      const shown = toShow(apart)
      const session = sent.changes.apply(sent.before)
      expect(sent.before.toString()).toBe(sessionOf(apart))
      expect(shown.changes.apply(apart.unsent.apply(apart.base)).toString()).toBe(session.toString())
      const rest = sent.after ? toShow(sent.after) : null
      expect(rest ? rest.changes.apply(apart.unsent.apply(apart.base)).toString() : editorOf(apart)).toBe(
        session.toString(),
      )
      expect(rest?.after ?? null).toBe(null)
      const late = shown.after ? toSend(shown.after) : null
      expect(late ? late.changes.apply(late.before).toString() : sessionOf(apart)).toBe(session.toString())
      expect(late?.after ?? null).toBe(null)
    }),
  )
})

test('between a place and the same place on the other side is no character that both have', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
      const apart = after(changes)
      const [editor, session] = [editorOf(apart), sessionOf(apart)]
      const common = [...base.toString()].filter((digit) => editor.includes(digit) && session.includes(digit))
      for (const digit of common) {
        const [here, there] = [editor.indexOf(digit), session.indexOf(digit)]
        const passed = [
          between(editor, here, toEditorPlace(apart, there)),
          between(session, there, toSessionPlace(apart, here)),
        ]
        expect(common.filter((each) => passed.some((text) => text.includes(each)))).toEqual([])
      }
    }),
  )
})

function between(text: string, one: number, other: number): string {
  return text.slice(Math.min(one, other), Math.max(one, other))
}

test('of two at one place, what others wrote comes first', () => {
  const insert = (text: string) => ChangeSet.of({ from: 5, insert: text }, 10)
  const apart = withRemote(withLocal(inStep(base), insert('mine')), insert('theirs'))
  expect(toSend(apart).changes.apply(toSend(apart).before).toString()).toBe('01234theirsmine56789')
})

test('another text of the session keeps what was not sent', () => {
  const apart = withLocal(inStep(base), ChangeSet.of({ from: 5, insert: 'mine' }, 10))
  const { changes, before } = toSend(withSessionText(apart, '0-23456789'))
  expect(changes.apply(before).toString()).toBe('0-234mine56789')
})
