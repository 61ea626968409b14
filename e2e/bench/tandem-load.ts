import { encodeAnchor, encodeChange, TandemDoc } from '@tandem/crdt'
import { keysOfPeer, type Load, line, peers, placeOf, places, type Step } from './load.ts'

/** The load as Tandem saves and sends it. */
export function tandemLoad(): Load {
  const writer = new TandemDoc()
  writer.become(1)
  let at = 0
  for (const place of places()) writer.edit([{ from: place, to: place, insert: line(at++) }])
  const state = writer.snapshot()
  const typists = Array.from({ length: peers }, (_, peer) => {
    const doc = TandemDoc.fromSnapshot(state)
    doc.become(peer + 2)
    return doc
  })
  const steps: Step[] = []
  for (let key = 0; key < keysOfPeer; key++) {
    for (const [peer, doc] of typists.entries()) {
      const from = placeOf(peer) + key
      const change = encodeChange(doc.edit([{ from, to: from, insert: 'x' }]))
      steps.push({ peer, change, caret: encodeAnchor(doc.anchorAt(from + 1, 'before')) })
    }
  }
  return { state, steps }
}

/** A document into which somebody pasted this, as Tandem saves it. */
export function tandemPasted(text: string): Load {
  const doc = new TandemDoc()
  doc.become(1)
  doc.edit([{ from: 0, to: 0, insert: text }])
  return { state: doc.snapshot(), steps: [] }
}
