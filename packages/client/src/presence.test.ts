import { encodeAnchor, TandemDoc } from '@tandem/crdt'
import { limits, type PresencePeer } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { anchorsOf, peersOf, updatePeers } from './presence.ts'

const start = encodeAnchor({ at: 'start' })
const caret = { anchor: start, head: start }

function peer(key: number, name: string, more: Partial<PresencePeer> = {}): PresencePeer {
  const person = { id: name.toLowerCase(), name, hue: key }
  return { key, person, role: 'editor', activity: 'active', selections: [], company: null, ...more }
}

const bob = peer(2, 'Bob')
const carol = peer(3, 'Carol')
const nothing = { peers: [], moved: [], left: [] }

test('P1 a peer is who the server says; when those moved who were here before me is not known', () => {
  expect(peersOf([peer(2, 'Bob', { role: 'viewer', selections: [caret] })])).toEqual([
    {
      key: 2,
      user: { id: 'bob', name: 'Bob' },
      hue: 2,
      role: 'viewer',
      activity: 'active',
      selections: [{ anchor: { at: 'start' }, head: { at: 'start' } }],
      viewport: null,
      following: null,
      leads: 'anybody',
      calls: 0,
      changedAt: null,
    },
  ])
})

describe('P2 updates', () => {
  const here = peersOf([bob, carol])

  test('who comes is at the end, who changes stays in place', () => {
    const update = { ...nothing, peers: [peer(4, 'Dan'), { ...bob, role: 'viewer' as const }] }
    const peers = updatePeers(here, update, 1, 2)
    expect(peers.map(({ key, role }) => [key, role])).toEqual([
      [2, 'viewer'],
      [3, 'editor'],
      [4, 'editor'],
    ])
  })

  test('who moves keeps everything else', () => {
    const moved = [{ key: 3, activity: 'active' as const, selections: [caret], company: null }]
    const [first, second] = updatePeers(here, { ...nothing, moved }, 1, 5)
    expect(first).toBe(here[0])
    expect(second).toMatchObject({ user: { name: 'Carol' }, activity: 'active', selections: [{}], changedAt: 5 })
  })

  test('who left is gone, also when somebody of that number came in the same update', () => {
    expect(updatePeers(here, { ...nothing, left: [2] }, 1, 2).map(({ key }) => key)).toEqual([3])
    expect(updatePeers(here, { ...nothing, peers: [bob], left: [2] }, 1, 2).map(({ key }) => key)).toEqual([3])
  })

  test('somebody unknown who moves or leaves is nobody', () => {
    const update = {
      ...nothing,
      moved: [{ key: 9, activity: 'idle' as const, selections: [], company: null }],
      left: [8],
    }
    expect(updatePeers(here, update, 1, 2)).toEqual(here)
  })

  test('what is about nobody else leaves the sessions as they are', () => {
    const moved = [{ key: 1, activity: 'active' as const, selections: [caret], company: null }]
    expect(updatePeers(here, { peers: [peer(1, 'Alice')], moved, left: [] }, 1, 2)).toBe(here)
    expect(updatePeers(here, { ...nothing, left: [2] }, 1, 2)).not.toBe(here)
  })

  test('the own session is left out, another tab of mine is not', () => {
    const me = peer(1, 'Alice')
    const otherTab = { ...me, key: 7 }
    const moved = [{ key: 1, activity: 'idle' as const, selections: [], company: null }]
    const peers = updatePeers([], { peers: [me, otherTab], moved, left: [] }, 1, 2)
    expect(peers.map(({ key }) => key)).toEqual([7])
  })
})

test.each([
  ['nothing', new Uint8Array()],
  ['noise', new Uint8Array(16).fill(0xff)],
  ['another version', new Uint8Array([99, 0])],
  ['an unknown kind', new Uint8Array([1, 9])],
  ['too short', new Uint8Array([1, 2])],
  ['too long', new Uint8Array([...start, 0])],
])('P3 an anchor that is none is not shown, the others are: %s', (_, bytes) => {
  const selections = [{ anchor: bytes, head: start }, caret, { anchor: start, head: bytes }]
  const [shown] = peersOf([peer(2, 'Bob', { selections })])
  expect(shown?.selections).toHaveLength(1)
})

test('P4 an anchor on a character that is not here yet is kept: it may come', () => {
  const anchor = encodeAnchor({ at: { replica: 2 ** 31 - 1, counter: 2 ** 31 - 1 }, side: 'before' })
  expect(anchor.length).toBeLessThanOrEqual(limits.maxAnchorBytes)
  const [shown] = peersOf([peer(2, 'Bob', { selections: [{ anchor, head: anchor }] })])
  expect(shown?.selections).toHaveLength(1)
})

describe('P6 what is a sign of life', () => {
  const [known] = updatePeers([], { ...nothing, peers: [peer(2, 'Bob', { selections: [caret] })] }, 1, 1)
  const company = { viewport: start, following: 'carol', leads: 'nobody', calls: 2 } as const
  const told = { key: 2, activity: 'active', selections: [caret], company: null } as const
  const after = (update: Partial<Parameters<typeof updatePeers>[1]>) =>
    updatePeers(known ? [known] : [], { ...nothing, ...update }, 1, 9)[0]

  test('who scrolls, follows or calls has not moved', () => {
    expect(after({ moved: [{ ...told, company }] })).toMatchObject({
      viewport: { at: 'start' },
      following: 'carol',
      leads: 'nobody',
      calls: 2,
      changedAt: 1,
    })
  })

  test('who says the same again typed without moving', () => {
    expect(after({ moved: [told] })?.changedAt).toBe(9)
  })

  test('who is told again as a whole has moved only if they are elsewhere', () => {
    expect(after({ peers: [peer(2, 'Bob', { selections: [caret] })] })?.changedAt).toBe(1)
    expect(after({ peers: [peer(2, 'Bob')] })?.changedAt).toBe(9)
  })

  test('who goes away has not moved, and then nothing moves them; who comes back has', () => {
    const elsewhere = { ...told, selections: [], activity: 'idle' } as const
    expect(after({ moved: [{ ...told, activity: 'idle' }] })).toMatchObject({ activity: 'idle', changedAt: 1 })
    expect(after({ moved: [elsewhere, elsewhere] })).toMatchObject({ activity: 'idle', selections: [], changedAt: 1 })
    expect(after({ peers: [peer(2, 'Bob', { activity: 'idle' })] })).toMatchObject({ activity: 'idle', changedAt: 1 })
    expect(after({ moved: [{ ...told, activity: 'idle' }, told] })).toMatchObject({ activity: 'active', changedAt: 9 })
  })

  test('a middle of a window that is no anchor is none', () => {
    expect(after({ moved: [{ ...told, company: { ...company, viewport: new Uint8Array() } }] })?.viewport).toBe(null)
  })
})

describe('P5 my own place sticks to what it is about', () => {
  const moved = (anchor: number, head: number) => {
    const doc = new TandemDoc()
    doc.become(1)
    doc.edit([{ from: 0, to: 0, insert: 'abcdef' }])
    const selections = anchorsOf(doc, [{ anchor, head }])
    const [selection] = peersOf([peer(2, 'Bob', { selections })])[0]?.selections ?? []
    // Somebody types right at both ends.
    doc.edit(
      [
        { from: anchor, to: anchor, insert: '<' },
        ...(anchor === head ? [] : [{ from: head, to: head, insert: '>' }]),
      ].sort((a, b) => a.from - b.from),
    )
    return selection && [doc.positionOf(selection.anchor), doc.positionOf(selection.head)]
  }

  test('a caret stays behind the character before it', () => {
    expect(moved(3, 3)).toEqual([3, 3])
  })

  test('a selection keeps what it holds and takes nothing in, whichever way it goes', () => {
    expect(moved(2, 4)).toEqual([3, 5])
    expect(moved(4, 2)).toEqual([5, 3])
  })
})
