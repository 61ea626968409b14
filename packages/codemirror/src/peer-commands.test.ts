// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { followNext, nextPeer, previousPeer, whoIsWhere } from './peer-commands.ts'
import { nextRemoteChange, previousRemoteChange } from './remote-changes.ts'
import { editorPair, settled, type TestEditor } from './testing/editor-pair.ts'
import { peerIn } from './testing/test-peer.ts'

const head = ({ view }: TestEditor) => view.state.selection.main.head
const spoken = ({ view }: TestEditor) => view.dom.querySelector('[aria-live=polite]')?.textContent

test('A100 goes from one of the others to the next, round and round, and says who and where', async () => {
  using pair = await editorPair('one\ntwo\nthree')
  const { a, b } = pair
  expect(nextPeer(a.view)).toBe(false)
  a.session.setPeers([peerIn(b, 1, [[9, 9]]), peerIn(b, 2, [[5, 5]]), peerIn(b, 3, [])])
  const walk = [nextPeer, nextPeer, nextPeer, previousPeer].map((command) => {
    expect(command(a.view)).toBe(true)
    return [head(a), spoken(a)]
  })
  expect(walk).toEqual([
    [5, 'Peer 2, line 2'],
    [9, 'Peer 1, line 3'],
    [5, 'Peer 2, line 2'],
    [9, 'Peer 1, line 3'],
  ])
})

test('A100 says who is where, and leaves my caret', async () => {
  using pair = await editorPair('one\ntwo\nthree')
  const { a, b } = pair
  expect(whoIsWhere(a.view)).toBe(false)
  a.session.setPeers([peerIn(b, 1, [[9, 9]]), peerIn(b, 2, [[5, 5]]), peerIn(b, 3, [])])
  expect(whoIsWhere(a.view)).toBe(true)
  expect(spoken(a)).toBe('Peer 1, line 3. Peer 2, line 2')
  expect(head(a)).toBe(0)
})

test('A100 goes from one change of others to the next, and says its line; mine, and the text a document opens with, are none', async () => {
  using pair = await editorPair('one\ntwo\nthree')
  const { a, b, flush } = pair
  expect(nextRemoteChange(a.view)).toBe(false)
  b.type(4, 'x')
  b.type(10, 'y')
  flush()
  a.type(0, 'mine ')
  a.select(0)
  const walk = [nextRemoteChange, nextRemoteChange, nextRemoteChange, previousRemoteChange].map((command) => {
    expect(command(a.view)).toBe(true)
    return [head(a), spoken(a)]
  })
  expect(walk).toEqual([
    [9, 'Line 2'],
    [15, 'Line 3'],
    [9, 'Line 2'],
    [15, 'Line 3'],
  ])
})

test('A50 the key to follow goes on to the next person, and behind the last one to nobody', async () => {
  const followed: (string | null)[] = []
  using pair = await editorPair('text', [], {
    onFollow: (state) => followed.push(state.kind === 'following' ? state.leader.name : null),
  })
  const { a, b } = pair
  expect(followNext(a.view)).toBe(false)
  a.session.setPeers([
    peerIn(b, 1, []),
    peerIn(b, 2, [], { leads: 'nobody' }),
    peerIn(b, 3, [], { user: { id: 'me', name: 'Me' } }),
    peerIn(b, 4, []),
    peerIn(b, 5, [], { user: { id: 'user 1', name: 'Peer 1' } }),
  ])
  await settled()
  const key = new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, altKey: true, bubbles: true })
  for (let count = 0; count < 3; count++) {
    a.view.contentDOM.dispatchEvent(key)
    followNext(a.view)
  }
  expect(followed).toEqual(['Peer 1', 'Peer 4', null])
})
