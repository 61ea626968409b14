import * as Y from 'yjs'
import { keysOfPeer, type Load, line, peers, placeOf, places, type Step } from './load.ts'

/** The load as Yjs saves and sends it. */
export function yjsLoad(): Load {
  const writer = new Y.Doc()
  let at = 0
  for (const place of places()) writer.getText('text').insert(place, line(at++))
  const state = Y.encodeStateAsUpdate(writer)
  const typists = Array.from({ length: peers }, () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    return doc
  })
  const steps: Step[] = []
  for (let key = 0; key < keysOfPeer; key++) {
    for (const [peer, doc] of typists.entries()) {
      const from = placeOf(peer) + key
      const text = doc.getText('text')
      doc.once('update', (change: Uint8Array) => {
        const caret = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, from + 1))
        steps.push({ peer, change, caret })
      })
      text.insert(from, 'x')
    }
  }
  return { state, steps }
}

/** A document into which somebody pasted this, as Yjs saves it. */
export function yjsPasted(text: string): Load {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, text)
  return { state: Y.encodeStateAsUpdate(doc), steps: [] }
}
