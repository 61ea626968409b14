// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { locatePeer } from './locate-peer.ts'
import { editorPair, settled, type TestEditor } from './testing/editor-pair.ts'
import { peerIn } from './testing/test-peer.ts'
import { wholeCompositions } from './whole-compositions.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const tell = (editor: TestEditor, event: string) =>
  editor.view.contentDOM.dispatchEvent(new CompositionEvent(event, { bubbles: true }))

/** Replaces what is being composed at a place, as a browser does with each key. */
function compose(editor: TestEditor, at: number, before: string, now: string): void {
  editor.view.dispatch({
    changes: { from: at, to: at + before.length, insert: now },
    selection: { anchor: at + now.length },
    userEvent: 'input.type.compose',
  })
}

/** The composition ends, and what a browser does right behind that is over. */
function commit(editor: TestEditor): void {
  tell(editor, 'compositionend')
  vi.runOnlyPendingTimers()
}

const composingPair = (text: string) => editorPair(text, wholeCompositions)

describe('A54 what is composed is shared as a whole', () => {
  test('others see nothing of it until it is there, and what they write meanwhile is shown to me', async () => {
    using pair = await composingPair('a  b')
    const { a, b, wire, flush } = pair
    tell(a, 'compositionstart')
    compose(a, 2, '', 'n')
    b.type(0, '>> ')
    wire.flush()
    compose(a, 5, 'n', 'ni')
    wire.flush()
    expect([a.text, b.text]).toEqual(['>> a ni b', '>> a  b'])
    compose(a, 5, 'ni', '你')
    commit(a)
    flush()
    expect(b.text).toBe('>> a 你 b')
    a.undo()
    flush()
    expect(b.text).toBe('>> a  b')
  })

  test('what others write right where I compose comes before it on both sides', async () => {
    using pair = await composingPair('ab')
    const { a, b, wire, flush } = pair
    tell(a, 'compositionstart')
    compose(a, 1, '', 'に')
    b.type(1, 'X')
    wire.flush()
    expect(a.text).toBe('aXにb')
    commit(a)
    flush()
    expect(b.text).toBe('aXにb')
  })

  test('one word behind the other: each goes when the next begins, without a pause in between', async () => {
    using pair = await composingPair('')
    const { a, b, wire } = pair
    tell(a, 'compositionstart')
    compose(a, 0, '', '你')
    tell(a, 'compositionend')
    tell(a, 'compositionstart')
    compose(a, 1, '', 'h')
    wire.flush()
    expect(b.text).toBe('你')
  })

  test('a composition that is given up sends nothing', async () => {
    using pair = await composingPair('one')
    const { a, flush } = pair
    const sent = vi.fn()
    a.session.onSend = sent
    tell(a, 'compositionstart')
    compose(a, 3, '', 'n')
    compose(a, 3, 'n', '')
    commit(a)
    flush()
    expect(sent).not.toHaveBeenCalled()
  })

  test('carets stand where they belong on both sides: mine before the word until it is there, others’ where they are', async () => {
    using pair = await composingPair('ab')
    const { a, b } = pair
    a.view.contentDOM.focus()
    await settled()
    tell(a, 'compositionstart')
    compose(a, 1, '', 'nihao')
    await settled()
    expect(a.session.selected.at(-1)).toEqual([{ anchor: 1, head: 1 }])
    expect(locatePeer(a.view, peerIn(b, 1, [[2, 2]]))?.position).toBe(7)
    commit(a)
    await settled()
    await settled()
    expect(a.session.selected.at(-1)).toEqual([{ anchor: 6, head: 6 }])
  })

  test('a document that comes in place of the one before keeps what is composed', async () => {
    using pair = await composingPair('one')
    const { a } = pair
    tell(a, 'compositionstart')
    compose(a, 3, '', 'n')
    a.session.open(pair.b.session.doc ?? expect.fail())
    commit(a)
    expect(a.session.doc?.toString()).toBe('onen')
    a.assertSynced()
  })

  test('an editor that goes sends it', async () => {
    const pair = await composingPair('one ')
    const { a, b, wire } = pair
    tell(a, 'compositionstart')
    compose(a, 4, '', 'two')
    pair[Symbol.dispose]()
    wire.flush()
    expect(a.session.doc?.toString()).toBe('one two')
    expect(b.session.doc?.toString()).toBe('one two')
  })
})

test('A54 without the option others see it as it is composed', async () => {
  using pair = await editorPair('')
  tell(pair.a, 'compositionstart')
  compose(pair.a, 0, '', 'n')
  pair.flush()
  expect(pair.b.text).toBe('n')
})
