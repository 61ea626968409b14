import { yCollab } from 'y-codemirror.next'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { startPage } from './editor-page.ts'
import { peers as peerCount } from './load.ts'

const document = new Y.Doc()
const text = document.getText('text')
const awareness = new Awareness(document)

await startPage({
  drawnWith: '.cm-ySelection, .cm-yLineSelection',
  open: (state) => {
    Y.applyUpdate(document, state)
    return { extension: yCollab(text, awareness), doc: text.toString() }
  },
  take: ({ peer, change, caret }) => {
    Y.applyUpdate(document, change)
    const place = Y.decodeRelativePosition(caret)
    show([peer], place, place)
  },
  selectAll: () => {
    const [anchor, head] = [0, text.length].map((at) => Y.createRelativePositionFromTypeIndex(text, at))
    show(
      Array.from({ length: peerCount }, (_, at) => at),
      anchor,
      head,
    )
  },
})

function show(peers: readonly number[], anchor: unknown, head: unknown): void {
  const ids = peers.map((peer) => peer + 1)
  for (const id of ids) {
    awareness.states.set(id, { user: { name: `Peer ${id}`, color: '#7a3b8f' }, cursor: { anchor, head } })
  }
  awareness.emit('change', [{ added: [], updated: ids, removed: [] }, 'remote'])
}
