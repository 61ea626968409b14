import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, lineNumbers } from '@codemirror/view'
import { collaboration } from '@tandem/codemirror'
import { benchText, measureUpdates, peerCount } from './measure-updates.ts'
import { StillSession } from './still-session.ts'

const session = new StillSession(benchText())
const view = new EditorView({
  parent: document.body,
  state: EditorState.create({ extensions: [collaboration({ session }), drawSelection(), lineNumbers()] }),
})

window.updates = measureUpdates(view, {
  selector: '.cm-remoteSelection',
  selectAll: () =>
    session.setPeers(
      Array.from({ length: peerCount }, (_, at) => ({
        key: at + 1,
        user: { id: `peer ${at}`, name: `Peer ${at}` },
        hue: at,
        role: 'editor',
        activity: 'active',
        viewport: null,
        following: null,
        leads: 'anybody',
        calls: 0,
        changedAt: 0,
        selections: [{ anchor: { at: 'start' }, head: { at: 'end' } }],
      })),
    ),
})
