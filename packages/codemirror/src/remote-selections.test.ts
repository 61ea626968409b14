// @vitest-environment jsdom
import type { EditorView } from '@codemirror/view'
import type { Peer } from '@tandem/client'
import { expect, test, vi } from 'vitest'
import { afterActivityMs, idleAfterMs } from './caret-label.ts'
import { locatePeer, revealPeer } from './locate-peer.ts'
import { whoIsWhere } from './peer-commands.ts'
import { showPeers } from './peer-display.ts'
import { type EditorPair, editorPair } from './testing/editor-pair.ts'
import { layOutAtOnePlace } from './testing/one-place-layout.ts'
import { peerIn } from './testing/test-peer.ts'

layOutAtOnePlace()

const peer = (
  pair: EditorPair,
  key: number,
  ranges: readonly (readonly [number, number])[],
  rest: Partial<Peer> = {},
) => peerIn(pair.b, key, ranges, rest)

/** Lets the frame come in which the editor draws, and the one in which it measures. */
function drawn(view: EditorView): void {
  vi.advanceTimersByTime(40)
  view.requestMeasure()
  vi.advanceTimersByTime(40)
}

const all = (view: EditorView, selector: string) => [...view.dom.querySelectorAll<HTMLElement>(selector)]
const shownFlags = (view: EditorView) =>
  all(view, '.cm-remoteCaretFlag[data-shown=true]').map((flag) => flag.textContent)

test('A37 peers change nothing in the lines, and the layers take no clicks', async () => {
  using pair = await editorPair('one\n\nthree')
  const { view, session } = pair.a
  const before = view.contentDOM.innerHTML
  session.setPeers([peer(pair, 1, [[0, 9]]), peer(pair, 2, [[2, 2]])])
  drawn(view)
  expect(all(view, '.cm-remoteCaret')).toHaveLength(2)
  expect(view.contentDOM.innerHTML).toBe(before)
  for (const layer of all(view, '.cm-remoteSelections, .cm-remoteCarets')) {
    expect(getComputedStyle(layer).pointerEvents).toBe('none')
    expect(layer.getAttribute('aria-hidden')).toBe('true')
  }
})

test('A39 all ranges of a peer are drawn, at most 50, and one flag', async () => {
  using pair = await editorPair('x'.repeat(100))
  const { view, session } = pair.a
  session.setPeers([
    peer(
      pair,
      1,
      Array.from({ length: 60 }, (_, at) => [at, at]),
    ),
  ])
  drawn(view)
  expect(all(view, '.cm-remoteCaret')).toHaveLength(50)
  expect(shownFlags(view)).toEqual(['Peer 1'])
})

test('A42 the name is at the first caret that is on the screen, where the main one is far away', async () => {
  const text = Array.from({ length: 5_000 }, (_, at) => `line ${at}`).join('\n')
  using pair = await editorPair(text)
  const { view, session } = pair.a
  session.setPeers([
    peer(pair, 1, [
      [text.length, text.length],
      [3, 3],
      [5, 5],
    ]),
  ])
  drawn(view)
  expect(all(view, '.cm-remoteCaret')).toHaveLength(2)
  expect(all(view, '.cm-remoteCaretFlag').map(({ dataset }) => dataset.shown)).toEqual(['true', 'false'])
})

test('A42 every caret has its owner: hue and name, and a name is never markup', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  const name = '<img src=x onerror=alert(1)>'
  session.setPeers([peer(pair, 7, [[1, 1]], { user: { id: 'x', name } })])
  drawn(view)
  expect(all(view, '.cm-remoteCaret')[0]?.dataset.hue).toBe('7')
  expect(shownFlags(view)).toEqual([name])
  expect(all(view, '.cm-remoteCaret img')).toEqual([])
})

test('A42 who is away has a faint caret, and a name as clear as any when it is asked for', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  session.setPeers([peer(pair, 1, [[1, 1]], { activity: 'idle' })])
  drawn(view)
  whoIsWhere(view)
  drawn(view)
  const [caret = expect.fail('no caret')] = all(view, '.cm-remoteCaret')
  expect(caret.dataset.faded).toBe('true')
  expect(getComputedStyle(caret).opacity || '1').toBe('1')
  expect(shownFlags(view)).toEqual(['Peer 1'])
})

test('A43 with more than ten peers, those who only read are not drawn', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  const crowd = Array.from({ length: 11 }, (_, key) =>
    peer(pair, key + 1, [[1, 1]], { role: key < 3 ? 'editor' : 'viewer' }),
  )
  session.setPeers(crowd.slice(0, 10))
  drawn(view)
  expect(all(view, '.cm-remoteCaret')).toHaveLength(10)
  session.setPeers(crowd)
  drawn(view)
  expect(all(view, '.cm-remoteCaret')).toHaveLength(3)
})

test('A60 ten selections of everything are measured where the viewport is: as often in a long text as in a short one', async () => {
  const measured = async (lines: number) => {
    const text = Array.from({ length: lines }, (_, at) => `line ${at}`).join('\n')
    using pair = await editorPair(text)
    const { view, session } = pair.a
    drawn(view)
    const rects = vi.mocked(Range.prototype.getClientRects)
    rects.mockClear()
    session.setPeers(Array.from({ length: 10 }, (_, key) => peer(pair, key + 1, [[0, text.length]])))
    drawn(view)
    return { calls: rects.mock.calls.length, drawn: all(view, '.cm-remoteSelection').length }
  }
  const short = await measured(1_000)
  expect(short.drawn).toBeGreaterThan(0)
  expect(await measured(20_000)).toEqual(short)
})

test('A43 in a lecture the audience is not drawn either', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  const lecturer = peer(pair, 1, [[1, 1]], { role: 'owner', leads: 'everybody' })
  session.setPeers([lecturer, peer(pair, 2, [[2, 2]], { role: 'viewer' }), peer(pair, 3, [[3, 3]])])
  drawn(view)
  expect(all(view, '.cm-remoteCaret').map((caret) => caret.textContent)).toEqual(['Peer 1', 'Peer 3'])
})

test('A46 hides all collaborators, brings them back, and labels follow their mode', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  session.setPeers([peer(pair, 1, [[0, 3]])])
  drawn(view)
  showPeers(view, { labels: 'always', hidden: true, own: false })
  drawn(view)
  expect(all(view, '.cm-remoteCaret, .cm-remoteSelection')).toEqual([])
  vi.advanceTimersByTime(30_000)
  showPeers(view, { labels: 'always', hidden: false, own: false })
  drawn(view)
  expect(all(view, '.cm-remoteCaret, .cm-remoteSelection')).not.toEqual([])
  expect(shownFlags(view)).toEqual(['Peer 1'])
  showPeers(view, { labels: 'off', hidden: false, own: false })
  drawn(view)
  expect(shownFlags(view)).toEqual([])
})

test('A48 my own caret carries my name and colour on my screen, once I ask for it and wherever I go', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  session.self = { key: 9, user: { id: 'alice', name: 'Alice' }, hue: 5 }
  drawn(view)
  expect(shownFlags(view)).toEqual([])
  showPeers(view, { labels: 'off', hidden: true, own: true })
  drawn(view)
  expect(shownFlags(view)).toEqual(['Alice'])
  expect(all(view, '.cm-remoteCaret').map(({ dataset }) => dataset.hue)).toEqual(['5'])
  vi.advanceTimersByTime(idleAfterMs)
  view.dispatch({ selection: { anchor: 3 } })
  drawn(view)
  expect(all(view, '.cm-remoteCaret').map(({ dataset }) => dataset.faded)).toEqual(['false'])
  expect(shownFlags(view)).toEqual(['Alice'])
  showPeers(view, { labels: 'off', hidden: true, own: false })
  drawn(view)
  expect(all(view, '.cm-remoteCaret')).toEqual([])
})

test('A33 flags show at first, hide after a while, and show again with the next move', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  session.setPeers([peer(pair, 1, [[1, 1]])])
  drawn(view)
  expect(shownFlags(view)).toEqual(['Peer 1'])
  vi.advanceTimersByTime(2000)
  drawn(view)
  expect(shownFlags(view)).toEqual([])
  session.setPeers([peer(pair, 1, [[2, 2]], { changedAt: 1 })])
  drawn(view)
  expect(shownFlags(view)).toEqual(['Peer 1'])
  vi.advanceTimersByTime(afterActivityMs)
  drawn(view)
  expect(shownFlags(view)).toEqual([])
})

test('A33 under a pointer that rests on a caret its name stays, and goes two seconds after', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  session.setPeers([peer(pair, 1, [[1, 1]])])
  drawn(view)
  vi.advanceTimersByTime(5_000)
  drawn(view)
  expect(shownFlags(view)).toEqual([])
  const { left = '', top = '' } = all(view, '.cm-remoteCaret')[0]?.style ?? {}
  const place = { clientX: Number.parseFloat(left) + 4, clientY: Number.parseFloat(top) + 1 }
  const moveTo = (more: number) =>
    view.contentDOM.dispatchEvent(
      new MouseEvent('mousemove', { ...place, clientX: place.clientX + more, bubbles: true }),
    )
  // Eight pixels are wide enough to be hit, and leave the letters beside them alone.
  moveTo(1)
  drawn(view)
  expect(shownFlags(view)).toEqual([])
  moveTo(0)
  drawn(view)
  expect(shownFlags(view)).toEqual(['Peer 1'])
  for (let seconds = 0; seconds < 10; seconds++) {
    vi.advanceTimersByTime(1_000)
    drawn(view)
    expect(shownFlags(view)).toEqual(['Peer 1'])
  }
  view.contentDOM.dispatchEvent(new MouseEvent('mouseleave'))
  vi.advanceTimersByTime(2_100)
  drawn(view)
  expect(shownFlags(view)).toEqual([])
})

test('A33 A42 of several carets of one peer the one under the pointer has the name, until the pointer is gone for a while', async () => {
  // Each character beside the one before, as on a screen.
  vi.mocked(Range.prototype.getClientRects).mockImplementation(function (this: Range) {
    const rect = new DOMRect(10 + 8 * this.startOffset, 40, 8, 20)
    return Object.assign([rect], { item: () => rect })
  })
  using pair = await editorPair('text of one line')
  const { view, session } = pair.a
  showPeers(view, { labels: 'always', hidden: false, own: false })
  session.setPeers([
    peer(pair, 1, [
      [2, 2],
      [9, 9],
    ]),
  ])
  drawn(view)
  const named = () => all(view, '.cm-remoteCaretFlag').map(({ dataset }) => dataset.shown === 'true')
  expect(named()).toEqual([true, false])
  const second = all(view, '.cm-remoteCaret')[1]?.style ?? expect.fail('no second caret')
  const place = { clientX: Number.parseFloat(second.left), clientY: Number.parseFloat(second.top) + 1 }
  view.contentDOM.dispatchEvent(new MouseEvent('mousemove', { ...place, bubbles: true }))
  drawn(view)
  expect(named()).toEqual([false, true])
  view.contentDOM.dispatchEvent(new MouseEvent('mouseleave'))
  vi.advanceTimersByTime(2_100)
  drawn(view)
  expect(named()).toEqual([true, false])
})

test('A33 A42 a command shows every name, also of those who have long been still', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  session.setPeers([peer(pair, 1, [[1, 1]]), peer(pair, 2, [[2, 2]], { activity: 'idle' })])
  drawn(view)
  vi.advanceTimersByTime(idleAfterMs)
  drawn(view)
  expect(shownFlags(view)).toEqual([])
  whoIsWhere(view)
  drawn(view)
  expect(shownFlags(view)).toEqual(['Peer 1', 'Peer 2'])
})

test('a caret without a sign of life fades', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  session.setPeers([peer(pair, 1, [[1, 1]]), peer(pair, 2, [[1, 1]], { activity: 'idle' })])
  drawn(view)
  const faded = () => all(view, '.cm-remoteCaret').map((caret) => caret.dataset.faded)
  expect(faded()).toEqual(['false', 'true'])
  vi.advanceTimersByTime(idleAfterMs)
  drawn(view)
  expect(faded()).toEqual(['true', 'true'])
})

test('who goes away fades at once, without having moved', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  const bob = peer(pair, 1, [[1, 1]])
  session.setPeers([bob])
  drawn(view)
  session.setPeers([{ ...bob, activity: 'idle' }])
  drawn(view)
  expect(all(view, '.cm-remoteCaret').map((caret) => caret.dataset.faded)).toEqual(['true'])
})

test('carets move with the text, and leave with their peer', async () => {
  using pair = await editorPair('one\ntwo')
  const { a, b, flush } = pair
  const bob = peer(pair, 1, [[5, 5]])
  a.session.setPeers([bob])
  drawn(a.view)
  expect(locatePeer(a.view, bob)).toEqual({ position: 5, line: 2 })
  b.type(0, '\n\n')
  flush()
  expect(locatePeer(a.view, bob)).toEqual({ position: 7, line: 4 })
  a.session.setPeers([])
  drawn(a.view)
  expect(all(a.view, '.cm-remoteCaret')).toEqual([])
})

test('revealing a peer shows its flag and leaves my caret', async () => {
  using pair = await editorPair('text')
  const { view, session } = pair.a
  const bob = peer(pair, 1, [[3, 3]])
  session.setPeers([bob])
  drawn(view)
  vi.advanceTimersByTime(5000)
  drawn(view)
  expect(revealPeer(view, bob)).toBe(true)
  drawn(view)
  expect(shownFlags(view)).toEqual(['Peer 1'])
  expect(view.state.selection.main.head).toBe(0)
  expect(revealPeer(view, peer(pair, 2, []))).toBe(false)
})
