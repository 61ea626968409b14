import { StateEffect } from '@codemirror/state'
import { type EditorView, logException, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { Edit } from '@tandem/crdt'
import { configOf, type EditorSession } from './config.ts'
import { changesOf, editOf } from './convert-changes.ts'
import {
  type Divergence,
  inStep,
  toEditorPlace,
  toSend,
  toSessionPlace,
  toShow,
  withLocal,
  withRemote,
  withSessionText,
} from './divergence.ts'
import { asFromSession, isFromSession } from './remote-annotation.ts'
import { isTextOf, TextCheck } from './text-check.ts'

/** What I wrote some time ago has only now gone to the session. */
export const sentLate = StateEffect.define<null>()

/**
 * Keeps the editor's text equal to the session's document.
 *
 * Both can move first. A local transaction is in the editor already when this plugin hears of it and goes to the session;
 * an edit of others is in the session's document already and goes to the editor. An editor can not be dispatched to while
 * it updates, and people may want to have either way held up for a while: how the two texts differ meanwhile is kept in
 * `#apart`, so that they meet whatever the order.
 */
class SyncPlugin {
  readonly #view: EditorView
  readonly #session: EditorSession
  readonly #unsubscribe: readonly (() => void)[]
  readonly #check = new TextCheck(() => this.#checkText())
  /** Null while the texts are equal. */
  #apart: Divergence | null = null
  /** Who wrote what is to be shown. */
  readonly #authors = new Set<string>()
  #sendsLater = false
  /** How many edits of others wait until the person wants to see them; null: they are shown as they come. */
  #waiting: number | null = null
  #updating = false
  #scheduled = false
  #destroyed = false

  constructor(view: EditorView) {
    this.#view = view
    this.#session = configOf(view.state).session
    this.#unsubscribe = [
      this.#session.on('open', () => {
        this.#apart = withSessionText(this.#differences, this.#sessionText)
        this.#show()
      }),
      this.#session.on('edit', ({ edit, by }) => this.#receive(edit, by)),
    ]
    // The editor can't be dispatched to while it is being made.
    if (this.#session.doc) this.#turnBack()
  }

  update(update: ViewUpdate): void {
    if (!update.docChanged) return
    const local = update.transactions.filter((transaction) => transaction.docChanged && !isFromSession(transaction))
    this.#check.changed(local.length > 0)
    if (local.length === 0) return
    this.#guarded(() => {
      const changing = update.transactions.filter((transaction) => transaction.docChanged)
      if (local.length !== changing.length) throw new Error('Local and remote transactions in one update')
      this.#apart = withLocal(this.#apart ?? inStep(update.startState.doc), update.changes)
      if (!this.#sendsLater) this.#send()
    })
  }

  destroy(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#check.stop()
    if (this.#session.writable) this.#guarded(() => this.#send())
    this.#destroyed = true
  }

  /** Where a place of the session's text is in the editor's. */
  inEditor(position: number): number {
    return this.#apart ? toEditorPlace(this.#apart, position) : position
  }

  /** Where a place of the editor's text is in the session's. */
  inSession(position: number): number {
    return this.#apart ? toSessionPlace(this.#apart, position) : position
  }

  /** Sends what I write later, or from now on as I write it, with all that was not sent yet. */
  sendLater(later: boolean): void {
    this.#sendsLater = later
    if (later || !this.#apart || this.#apart.unsent.empty) return
    this.#guarded(() => this.#send())
    queueMicrotask(() => {
      if (!this.#destroyed) this.#view.dispatch(asFromSession({ effects: sentLate.of(null) }))
    })
  }

  /** Shows what others write later, or from now on as it comes, with all that was not shown yet. */
  showLater(later: boolean): void {
    if (later === (this.#waiting !== null)) return
    this.#wait(later ? 0 : null)
    if (!later) this.#show()
  }

  get #sessionText(): string {
    return this.#session.doc?.toString() ?? ''
  }

  get #differences(): Divergence {
    return this.#apart ?? inStep(this.#view.state.doc)
  }

  /** What the session did not take must not stay on the screen as if it had. */
  #guarded(hand: () => void): void {
    this.#updating = true
    try {
      hand()
    } catch (error) {
      logException(this.#view.state, error, 'collaboration')
      this.#turnBack()
    } finally {
      this.#updating = false
    }
  }

  #send(): void {
    if (!this.#apart) return
    const { changes, before, after } = toSend(this.#apart)
    this.#apart = after
    const { edit, faithful } = editOf(changes, before)
    if (edit.length > 0) this.#session.edit(edit)
    if (!faithful) this.#turnBack()
  }

  #receive(edit: Edit, by: readonly string[]): void {
    if (edit.length === 0) return
    for (const author of by) this.#authors.add(author)
    const apart = this.#differences
    this.#apart = withRemote(apart, changesOf(edit, apart.unshown.newLength))
    if (this.#waiting !== null) this.#wait(this.#waiting + 1)
    this.#show()
  }

  /** What is saved is what the session has: the editor may not go on showing something else, whatever made it so. */
  #checkText(): void {
    const { doc } = this.#session
    if (this.#apart) this.#check.changed(false)
    else if (doc && !isTextOf(doc, this.#view.state.doc)) {
      logException(this.#view.state, new Error('Another text was shown than the session has'), 'collaboration')
      this.#turnBack()
    }
  }

  /** Makes the editor show what the session has, whatever it has. */
  #turnBack(): void {
    this.#apart = withSessionText(inStep(this.#view.state.doc), this.#sessionText)
    this.#wait(this.#waiting === null ? null : 0)
    this.#schedule()
  }

  #wait(waiting: number | null): void {
    if (waiting === this.#waiting) return
    this.#waiting = waiting
    configOf(this.#view.state).onHeldBack?.(waiting)
  }

  /** Brings the editor up to the session's document, now or as soon as the running update is over; unless it is to wait. */
  #show(): void {
    if (this.#waiting !== null || this.#scheduled) return
    if (this.#updating) this.#schedule()
    else this.#dispatch()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      if (!this.#destroyed) this.#dispatch()
    })
  }

  #dispatch(): void {
    if (!this.#apart) return
    const { changes, after } = toShow(this.#apart)
    this.#apart = after
    const authors = [...this.#authors]
    this.#authors.clear()
    if (!changes.empty) this.#view.dispatch(asFromSession({ changes }, authors))
  }
}

/** Keeps the text of the editor and of the session's document equal, both ways. */
export const syncPlugin = ViewPlugin.fromClass(SyncPlugin)

/** Where a place of the session's text is in the editor. */
export function placeInEditor(view: EditorView, position: number): number {
  const place = view.plugin(syncPlugin)?.inEditor(position) ?? position
  return Math.min(place, view.state.doc.length)
}

/** Where a place of the editor's text is in the session's. */
export function placeInSession(view: EditorView, position: number): number {
  const length = configOf(view.state).session.doc?.length ?? 0
  return Math.min(view.plugin(syncPlugin)?.inSession(position) ?? position, length)
}
