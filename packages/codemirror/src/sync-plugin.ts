import type { ChangeSet, Transaction } from '@codemirror/state'
import { type EditorView, logException, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { Edit } from '@tandem/crdt'
import { configOf, type EditorSession } from './config.ts'
import { changesOf, editOf, replacementOf } from './convert-changes.ts'
import { asFromSession, isFromSession } from './remote-annotation.ts'

/**
 * Keeps the editor's text equal to the session's document.
 *
 * Both can move first. A local transaction is in the editor already when this plugin hears of it and goes to the session;
 * an edit of others is in the session's document already and goes to the editor. An editor can not be dispatched to while
 * it updates, so what the session says meanwhile is kept in `#behind`: the changes from the editor's text to the session's.
 * While there are any, local changes are mapped over them, so that the two texts meet whatever the order.
 */
class SyncPlugin {
  readonly #view: EditorView
  readonly #session: EditorSession
  readonly #unsubscribe: readonly (() => void)[]
  #behind: ChangeSet | null = null
  /** Who wrote what is to be shown. */
  readonly #authors = new Set<string>()
  #updating = false
  #destroyed = false

  constructor(view: EditorView) {
    this.#view = view
    this.#session = configOf(view.state).session
    this.#unsubscribe = [
      this.#session.on('open', () => this.#show(this.#difference())),
      this.#session.on('edit', ({ edit, by }) => this.#receive(edit, by)),
    ]
    // The editor can't be dispatched to while it is being made.
    if (this.#session.doc) this.#postpone(this.#difference())
  }

  update(update: ViewUpdate): void {
    if (!update.docChanged) return
    const local = update.transactions.filter((transaction) => transaction.docChanged && !isFromSession(transaction))
    if (local.length === 0) return
    this.#updating = true
    try {
      this.#send(update, local)
    } catch (error) {
      // The session did not take it, so it must not stay on the screen as if it had: what the session has is shown.
      logException(update.state, error, 'collaboration')
      this.#postpone(this.#difference())
    } finally {
      this.#updating = false
    }
  }

  destroy(): void {
    this.#destroyed = true
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #send(update: ViewUpdate, local: readonly Transaction[]): void {
    const changing = update.transactions.filter((transaction) => transaction.docChanged)
    if (local.length !== changing.length) throw new Error('Local and remote transactions in one update')
    const before = this.#behind ? this.#behind.apply(update.startState.doc) : update.startState.doc
    const changes = this.#behind ? update.changes.map(this.#behind) : update.changes
    if (this.#behind) this.#behind = this.#behind.map(update.changes, true)
    const { edit, faithful } = editOf(changes, before)
    if (edit.length > 0) this.#session.edit(edit)
    if (!faithful) this.#postpone(this.#difference())
  }

  #receive(edit: Edit, by: readonly string[]): void {
    if (edit.length === 0) return
    for (const author of by) this.#authors.add(author)
    const length = this.#behind ? this.#behind.newLength : this.#view.state.doc.length
    const changes = changesOf(edit, length)
    this.#show(this.#behind ? this.#behind.compose(changes) : changes)
  }

  /** Brings the editor up to the session's document, now or as soon as the running update is over. */
  #show(changes: ChangeSet): void {
    if (this.#updating || this.#behind) this.#postpone(changes)
    else this.#dispatch(changes)
  }

  #postpone(changes: ChangeSet): void {
    const waiting = this.#behind !== null
    this.#behind = changes
    if (waiting) return
    queueMicrotask(() => {
      const behind = this.#behind
      this.#behind = null
      if (behind && !this.#destroyed) this.#dispatch(behind)
    })
  }

  #dispatch(changes: ChangeSet): void {
    const authors = [...this.#authors]
    this.#authors.clear()
    if (!changes.empty) this.#view.dispatch(asFromSession({ changes }, authors))
  }

  #difference(): ChangeSet {
    return replacementOf(this.#view.state.doc, this.#session.doc?.toString() ?? '')
  }
}

/** Keeps the text of the editor and of the session's document equal, both ways. */
export const syncPlugin = ViewPlugin.fromClass(SyncPlugin)
