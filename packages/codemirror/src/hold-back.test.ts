// @vitest-environment jsdom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdBack } from './hold-back.ts'
import { locatePeer } from './locate-peer.ts'
import { editorPair, settled } from './testing/editor-pair.ts'
import { peerIn } from './testing/test-peer.ts'

test('A100 the text stays as it is while I read, what I write goes out, and then all is shown at once', async () => {
  const waiting: (number | null)[] = []
  using pair = await editorPair('one\ntwo', [], { onHeldBack: (count) => waiting.push(count) })
  const { a, b, wire, flush } = pair
  holdBack(a.view, true)
  b.type(0, 'zero\n')
  wire.flush()
  b.type(0, '!')
  wire.flush()
  expect(a.text).toBe('one\ntwo')
  a.type(7, '?')
  wire.flush()
  expect([a.text, b.text]).toEqual(['one\ntwo?', '!zero\none\ntwo?'])
  a.undo()
  wire.flush()
  expect([a.text, b.text]).toEqual(['one\ntwo', '!zero\none\ntwo'])
  holdBack(a.view, false)
  flush()
  expect(a.text).toBe('!zero\none\ntwo')
  expect(waiting).toEqual([0, 1, 2, null])
})

test('A100 carets are where they belong on both sides while edits are held back', async () => {
  using pair = await editorPair('one two')
  const { a, b, wire } = pair
  a.view.contentDOM.focus()
  await settled()
  holdBack(a.view, true)
  b.type(0, '>> ')
  wire.flush()
  a.select(4)
  await settled()
  expect(a.session.selected.at(-1)).toEqual([{ anchor: 7, head: 7 }])
  expect(locatePeer(a.view, peerIn(b, 1, [[3, 3]]))?.position).toBe(0)
})

type Step =
  | { readonly kind: 'type' | 'erase'; readonly mine: boolean; readonly at: number }
  | { readonly kind: 'deliver' | 'hold' | 'release' | 'undo'; readonly mine: boolean }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('type' as const, 'erase' as const), mine: fc.boolean(), at: fc.nat(99) }),
  fc.record({
    kind: fc.constantFrom('deliver' as const, 'hold' as const, 'release' as const, 'undo' as const),
    mine: fc.boolean(),
  }),
)

test('A100 whoever holds back, whatever is written meanwhile and taken back: in the end both show the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      using pair = await editorPair('0123456789')
      for (const step of steps) {
        const editor = step.mine ? pair.a : pair.b
        const length = editor.text.length
        if (step.kind === 'type') editor.type(step.at % (length + 1), 'xy')
        else if (step.kind === 'erase')
          editor.erase(step.at % (length + 1), Math.min(length, (step.at % (length + 1)) + 3))
        else if (step.kind === 'deliver') pair.wire.deliver(editor.session, 1)
        else if (step.kind === 'undo') editor.undo()
        else holdBack(editor.view, step.kind === 'hold')
      }
      holdBack(pair.a.view, false)
      holdBack(pair.b.view, false)
      pair.flush()
    }),
    { numRuns: 50 },
  )
}, 60_000)
