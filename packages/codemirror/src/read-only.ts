import { Compartment, EditorState, type Extension, type Transaction } from '@codemirror/state'
import { EditorView, ViewPlugin } from '@codemirror/view'
import { configOf, type EditorSession } from './config.ts'
import { asFromSession, isFromSession } from './remote-annotation.ts'

/**
 * Lets people write only while the session can take it (`writable`): a document is there, it is not in the trash, the role
 * may write and the session has not ended. Being offline is no reason. Follows the session live.
 *
 * A reader's editor keeps its place in the tab order and its caret, so that text can be selected, searched and copied.
 */
export function readOnly(session: EditorSession): Extension {
  const compartment = new Compartment()
  return [
    // Always, though only a reader's editor needs it: taking it away would take the focus with it.
    EditorView.contentAttributes.of({ tabindex: '0' }),
    compartment.of(writability(session.writable)),
    EditorState.transactionFilter.of(refuseWhileReadOnly),
    ViewPlugin.define((view) => followSession(view, compartment)),
  ]
}

function writability(writable: boolean): Extension {
  if (writable) return []
  return [EditorState.readOnly.of(true), EditorView.editable.of(false)]
}

/** Commands look at `readOnly` by themselves; this one is for whatever does not. */
function refuseWhileReadOnly(transaction: Transaction) {
  if (!transaction.docChanged || !transaction.startState.readOnly || isFromSession(transaction)) return transaction
  return []
}

function followSession(view: EditorView, compartment: Compartment) {
  const { session } = configOf(view.state)
  let writable = session.writable
  let destroyed = false
  // The session may speak in the middle of an update, when the editor can't be dispatched to.
  const look = () =>
    queueMicrotask(() => {
      if (destroyed || writable === session.writable) return
      writable = !writable
      view.dispatch(asFromSession({ effects: compartment.reconfigure(writability(writable)) }))
    })
  const unsubscribe = [session.on('open', look), session.on('role', look), session.on('state', look)]
  look()
  return {
    destroy() {
      destroyed = true
      for (const off of unsubscribe) off()
    },
  }
}
