import { type Extension, Transaction } from '@codemirror/state'
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'

/** What is waited for before work on the text is done. */
type TextRest = {
  /** So long after the last of my changes. */
  readonly mineMs: number
  /** So long after the first change of others: they go on while I look, and with enough of them there is never a pause. */
  readonly othersMs: number
  /** Whether what I select counts as a change. */
  readonly selections: boolean
}

/** Does work on the text once it is there, and when it has come to rest. */
export function whenTextRests(work: (view: EditorView) => void, rest: TextRest): Extension {
  return ViewPlugin.fromClass(
    class {
      readonly #view: EditorView
      #timer: ReturnType<typeof setTimeout> | undefined

      constructor(view: EditorView) {
        this.#view = view
        this.#wait(rest.mineMs)
      }

      update({ docChanged, selectionSet, transactions }: ViewUpdate): void {
        if (!docChanged && !(rest.selections && selectionSet)) return
        if (!transactions.every(isOfOthers)) this.#wait(rest.mineMs)
        else if (this.#timer === undefined) this.#wait(rest.othersMs)
      }

      destroy(): void {
        clearTimeout(this.#timer)
      }

      #wait(ms: number): void {
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => {
          this.#timer = undefined
          work(this.#view)
        }, ms)
      }
    },
  )
}

/** Whether others did this. */
export function isOfOthers(transaction: Transaction): boolean {
  return transaction.annotation(Transaction.remote) === true
}
