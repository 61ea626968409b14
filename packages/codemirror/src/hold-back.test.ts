// @vitest-environment jsdom
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
