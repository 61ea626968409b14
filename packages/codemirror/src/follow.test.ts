// @vitest-environment jsdom
import { EditorView } from '@codemirror/view'
import type { Peer } from '@tandem/client'
import { describe, expect, test, vi } from 'vitest'
import { startFollowing, stopFollowing } from './follow.ts'
import type { FollowState } from './follow-state.ts'
import { editorPair, settled } from './testing/editor-pair.ts'
import { anchorIn, peerIn } from './testing/test-peer.ts'

const text = Array.from({ length: 100 }, (_, line) => String(line).padStart(3, '0')).join('\n')
const startOf = (line: number) => line * 4
const bobHimself = { id: 'bob', name: 'Bob' }

/** Alice's editor, what it scrolled to, and whom it says that she follows. */
async function stage() {
  const scrolled: string[] = []
  const states: FollowState[] = []
  const watch = EditorView.updateListener.of(({ transactions, state }) => {
    for (const { value } of transactions.flatMap(({ effects }) => effects)) {
      if (value?.range) scrolled.push(`line ${state.doc.lineAt(value.range.head).number - 1}, ${value.y}`)
    }
  })
  const pair = await editorPair(text, watch, { onFollow: (state) => states.push(state) })
  const { a, b, flush } = pair
  const bob = (caret: number, rest: Partial<Peer> = {}) => peerIn(b, 1, [[caret, caret]], { user: bobHimself, ...rest })
  const show = async (...peers: readonly Peer[]) => {
    a.session.setPeers(peers)
    await settled()
  }
  const told = () => a.session.company.flatMap(({ following }) => following ?? [])
  return { pair, a, b, flush, bob, show, states, told, shown: () => scrolled.splice(0) }
}

describe('A50 follow', () => {
  test('nobody is followed by itself', async () => {
    const { pair, bob, show, states, shown } = await stage()
    using _ = pair
    await show(bob(startOf(50)))
    expect(states).toEqual([])
    expect(shown()).toEqual([])
  })

  test('shows the middle of what the leader sees, keeps their caret in view, and tells whom I follow', async () => {
    const { pair, a, b, bob, show, told, shown } = await stage()
    using _ = pair
    await show(bob(startOf(50)))
    expect(startFollowing(a.view, 'bob')).toBe(null)
    expect(told()).toEqual(['bob'])
    expect(shown()).toEqual(['line 50, center'])
    await show(bob(startOf(50), { viewport: anchorIn(b, startOf(70)) }))
    expect(shown()).toEqual(['line 70, center'])
    await show(bob(startOf(51), { viewport: anchorIn(b, startOf(70)) }))
    expect(shown()).toEqual(['line 51, nearest'])
    expect(a.view.state.selection.main.head).toBe(0)
  })

  test('of several sessions of a person the one that moved last leads', async () => {
    const { pair, a, b, bob, show, shown } = await stage()
    using _ = pair
    const laptop = peerIn(b, 2, [[startOf(9), startOf(9)]], { user: bobHimself, changedAt: 7 })
    await show(bob(startOf(50), { changedAt: 3 }), laptop)
    startFollowing(a.view, 'bob')
    expect(shown()).toEqual(['line 9, center'])
    await show(bob(startOf(50), { changedAt: 3 }), { ...laptop, activity: 'idle' })
    expect(shown()).toEqual(['line 50, nearest'])
  })

  test.each<[string, () => Event]>([
    ['a key', () => new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })],
    ['Escape', () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })],
    ['a click', () => new MouseEvent('pointerdown', { bubbles: true })],
    ['the wheel', () => new WheelEvent('wheel', { bubbles: true })],
    ['a finger', () => new Event('touchstart', { bubbles: true })],
  ])('%s ends it', async (_name, event) => {
    const { pair, a, bob, show, states, shown } = await stage()
    using _ = pair
    await show(bob(0))
    startFollowing(a.view, 'bob')
    a.view.scrollDOM.dispatchEvent(event())
    expect(states.map(({ kind }) => kind)).toEqual(['following', 'alone'])
    expect(a.session.company.at(-1)).toEqual({ following: null })
    shown()
    await show(bob(startOf(50)))
    expect(shown()).toEqual([])
  })

  test('neither moving the pointer, nor a modifier, nor what others write ends it; what I write does', async () => {
    const { pair, a, b, flush, bob, show, states } = await stage()
    using _ = pair
    await show(bob(0))
    startFollowing(a.view, 'bob')
    a.view.scrollDOM.dispatchEvent(new MouseEvent('pointermove', { bubbles: true }))
    a.view.scrollDOM.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true }))
    b.type(0, 'x')
    flush()
    expect(states.at(-1)?.kind).toBe('following')
    a.type(0, 'y')
    expect(states.at(-1)?.kind).toBe('alone')
  })

  test('who leaves, or does not want it any more, is not followed any more: I stay where I am', async () => {
    const { pair, a, bob, show, states } = await stage()
    using _ = pair
    await show(bob(0))
    startFollowing(a.view, 'bob')
    await show()
    expect(states.at(-1)).toEqual({ kind: 'ended', leader: bobHimself, why: 'away' })
    await show(bob(0))
    startFollowing(a.view, 'bob')
    await show(bob(0, { leads: 'nobody' }))
    expect(states.at(-1)).toEqual({ kind: 'ended', leader: bobHimself, why: 'unwanted' })
    expect(a.session.company.at(-1)).toEqual({ following: null })
  })

  test('without a connection nobody is known to have left', async () => {
    const { pair, a, bob, show, states } = await stage()
    using _ = pair
    await show(bob(0))
    startFollowing(a.view, 'bob')
    a.session.state = { phase: 'connecting', attempt: 1 }
    await show()
    expect(states.at(-1)?.kind).toBe('following')
  })

  test('says why somebody can not be followed', async () => {
    const { pair, a, b, bob, show, states } = await stage()
    using _ = pair
    expect(startFollowing(a.view, 'bob')).toBe('away')
    await show(bob(0, { leads: 'nobody' }))
    expect(startFollowing(a.view, 'bob')).toBe('unwanted')
    await show(bob(0, { following: 'carol' }), peerIn(b, 2, [], { user: { id: 'carol', name: 'C' }, following: 'me' }))
    expect(startFollowing(a.view, 'bob')).toBe('circle')
    expect(states).toEqual([])
  })

  test('two who begin to follow each other at the same time: one gives way', async () => {
    const { pair, a, bob, show, states } = await stage()
    using _ = pair
    await show(bob(0))
    startFollowing(a.view, 'bob')
    await show(bob(0, { following: 'me' }))
    expect(states.at(-1)).toEqual({ kind: 'ended', leader: bobHimself, why: 'circle' })
  })
})

describe('A50 lecture', () => {
  test('brings me to the lecturer once; whoever leaves is not brought back', async () => {
    const { pair, a, bob, show, states } = await stage()
    using _ = pair
    await show(bob(0, { leads: 'everybody' }))
    expect(states).toEqual([{ kind: 'following', leader: bobHimself }])
    stopFollowing(a.view)
    await show(bob(startOf(50), { leads: 'everybody' }))
    expect(states.at(-1)?.kind).toBe('alone')
    await show(bob(startOf(50)))
    await show(bob(startOf(50), { leads: 'everybody' }))
    expect(states.at(-1)?.kind).toBe('following')
  })

  test('brings those who come later too, as soon as they have the text', async () => {
    const { pair, a, bob, show, states } = await stage()
    using _ = pair
    a.session.state = { phase: 'catching-up' }
    await show(bob(0, { leads: 'everybody' }))
    expect(states).toEqual([])
    a.session.state = { phase: 'live' }
    a.session.emit('state', a.session.state)
    await settled()
    expect(states).toEqual([{ kind: 'following', leader: bobHimself }])
  })

  test('my own other tab lectures to others', async () => {
    const { pair, bob, show, states } = await stage()
    using _ = pair
    await show(bob(0, { leads: 'everybody', user: { id: 'me', name: 'Me' } }))
    expect(states).toEqual([])
  })
})

describe('A47 what I see is told', () => {
  test('as the row in the middle, also of a wrapped line that is taller than the window', async () => {
    // Ten characters in a row; the window is as high as a row, and shows the third one.
    const rects = vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(function (this: Range) {
      const [column, row] = [this.startOffset % 10, Math.floor(this.startOffset / 10)]
      const rect = new DOMRect(8 * column, 20 * row - 40, 8, 20)
      return Object.assign([rect], { item: () => rect })
    })
    using pair = await editorPair('0123456789'.repeat(5))
    const { a, b } = pair
    vi.spyOn(a.view.scrollDOM, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 80, 20))
    a.session.setPeers([peerIn(b, 1, [], { following: 'me' })])
    await new Promise(requestAnimationFrame)
    expect(a.session.company).toEqual([{ viewport: 20 }])
    rects.mockRestore()
  })

  test('only while somebody follows me', async () => {
    const { pair, a, bob, show } = await stage()
    using _ = pair
    const viewports = () => a.session.company.flatMap(({ viewport }) => (viewport === undefined ? [] : [viewport]))
    await show(bob(0))
    a.view.requestMeasure()
    await new Promise(requestAnimationFrame)
    expect(viewports()).toEqual([])
    await show(bob(0, { following: 'me' }))
    await new Promise(requestAnimationFrame)
    expect(viewports()).toEqual([expect.any(Number)])
    await show(bob(0))
    expect(viewports().at(-1)).toBe(null)
  })
})
