import { StateField } from '@codemirror/state'
import { type Command, EditorView } from '@codemirror/view'
import { nextIn } from './next-place.ts'
import { isFromSession } from './remote-annotation.ts'

/** How many places of others' changes are remembered: as many as one goes through after having been away. */
const maxRemembered = 100

/** Where others changed the text since it was opened, the latest last, as positions in the text as it is now. */
const remoteChanges = StateField.define<readonly number[]>({
  create: () => [],
  update(places, transaction) {
    if (!transaction.docChanged) return places
    const moved = [...new Set(places.map((place) => transaction.changes.mapPos(place)))]
    // The text that a document is opened with is nobody's change.
    if (transaction.startState.doc.length === 0 || !isFromSession(transaction)) return moved
    transaction.changes.iterChangedRanges((_fromBefore, _toBefore, from) => {
      const known = moved.indexOf(from)
      if (known >= 0) moved.splice(known, 1)
      moved.push(from)
    })
    return moved.slice(-maxRemembered)
  },
})

/** Remembers where others changed the text. */
export const rememberRemoteChanges = remoteChanges.extension

/** Puts my caret to the next place that somebody else changed, round and round, and says its line. False when there is none. */
export const nextRemoteChange: Command = (view) => goTo(view, 1)

/** Puts my caret to the place before that somebody else changed, round and round, and says its line. False when there is none. */
export const previousRemoteChange: Command = (view) => goTo(view, -1)

function goTo(view: EditorView, direction: 1 | -1): boolean {
  const place = nextIn(view.state.field(remoteChanges, false) ?? [], view.state.selection.main.head, direction)
  if (place === null) return false
  const line = view.state.phrase('Line $1', view.state.doc.lineAt(place).number)
  const effects = EditorView.announce.of(line)
  view.dispatch({ selection: { anchor: place }, effects, scrollIntoView: true, userEvent: 'select' })
  return true
}
