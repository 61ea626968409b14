import * as Y from 'yjs'
import type { History } from '../load/history.ts'
import type { Screen, Shown } from './client.ts'

/** Where all clients of Yjs keep the text. */
export const field = 'text'

/** The text of a Yjs document as a screen; tells what others change. */
export function yjsScreen(doc: Y.Doc, shown: Shown, close: () => void): Screen {
  const text = doc.getText(field)
  text.observe(({ delta }, transaction) => {
    if (transaction.local) return
    let at = 0
    for (const { retain = 0, delete: removed = 0, insert = '' } of delta) {
      at += retain
      if (typeof insert !== 'string') throw new Error('only text is typed here')
      if (removed > 0 || insert !== '') shown(at, removed, insert)
      at += insert.length
    }
  })
  return {
    replace(at, removed, inserted) {
      doc.transact(() => {
        if (removed > 0) text.delete(at, removed)
        if (inserted !== '') text.insert(at, inserted)
      })
    },
    text: () => text.toString(),
    close,
  }
}

/** A Yjs document with a history, each edit a transaction. */
export function yjsHistory({ splices }: History): Y.Doc {
  const doc = new Y.Doc()
  const text = doc.getText(field)
  for (const { from, to, insert } of splices) {
    doc.transact(() => {
      if (to > from) text.delete(from, to - from)
      if (insert !== '') text.insert(from, insert)
    })
  }
  return doc
}
