import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, lineNumbers } from '@codemirror/view'
import { yCollab } from 'y-codemirror.next'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { benchText, measureUpdates, peerCount } from './measure-updates.ts'

const text = new Y.Doc().getText('text')
text.insert(0, benchText())
const awareness = new Awareness(text.doc ?? new Y.Doc())
const view = new EditorView({
  parent: document.body,
  state: EditorState.create({
    doc: text.toString(),
    extensions: [yCollab(text, awareness), drawSelection(), lineNumbers()],
  }),
})

window.updates = measureUpdates(view, {
  selector: '.cm-ySelection, .cm-yLineSelection',
  selectAll: () => {
    const [anchor, head] = [0, text.length].map((at) => Y.createRelativePositionFromTypeIndex(text, at))
    const added = Array.from({ length: peerCount }, (_, at) => at + 1)
    for (const id of added) {
      awareness.states.set(id, { user: { name: `Peer ${id}`, color: '#7a3b8f' }, cursor: { anchor, head } })
    }
    awareness.emit('change', [{ added, updated: [], removed: [] }, 'remote'])
  },
})
