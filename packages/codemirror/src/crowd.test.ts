// @vitest-environment jsdom
import { TandemDoc } from '@tandem/crdt'
import { Prng } from '@tandem/crdt/testing'
import { expect, test } from 'vitest'
import { type EditorPair, editorPair } from './testing/editor-pair.ts'
import { MemorySession } from './testing/memory-session.ts'
import { peerIn } from './testing/test-peer.ts'

const lines = 25_000
const line = 'export const answer = await ask(40, 2) //'
const keystrokes = 20
/** What each of us types, and the text has none of: two have an editor here, nine are elsewhere. */
const keys = [...'ABCDEFGHIJK']
const [mine = '', bobs = '', ...elsewhere] = keys

/** Somebody whose editor is not here, with the text that all begin with. */
function another({ a, wire }: EditorPair, replica: number): MemorySession {
  if (!a.session.doc) throw new Error('No document')
  const doc = TandemDoc.fromSnapshot(a.session.doc.snapshot())
  doc.become(replica)
  return new MemorySession(wire, doc)
}

test('A59 a megabyte in 25,000 lines and ten others: every keystroke shows, whoever types it wherever, carets and all', async () => {
  const text = Array.from({ length: lines }, () => line).join('\n')
  expect(text.length).toBeGreaterThan(1_000_000)
  using pair = await editorPair(text)
  const { a, b, wire, flush } = pair
  const others = elsewhere.map((key, at) => ({ key, session: another(pair, 100 + at) }))
  const random = new Prng(59)
  for (let round = 0; round < keystrokes; round++) {
    a.type(random.int(text.length), mine)
    b.type(random.int(text.length), bobs)
    for (const { key, session } of others) {
      const at = random.int(text.length)
      session.edit([{ from: at, to: at, insert: key }])
    }
    a.session.setPeers(Array.from({ length: 10 }, (_, key) => peerIn(a, key + 1, [[random.int(text.length), 0]])))
    // Now and then something comes late, behind what is typed next.
    if (random.chance(0.7)) wire.flush()
  }
  flush()
  for (const { session } of others) expect(session.doc?.toString()).toBe(a.text)
  expect(a.view.state.doc.lines).toBe(lines)
  for (const key of keys) expect(a.text.split(key).length - 1).toBe(keystrokes)
})
