import {
  EditorSelection,
  EditorState,
  type Extension,
  StateEffect,
  StateField,
  type Transaction,
} from '@codemirror/state'
import { EditorView, layer, RectangleMarker, ViewPlugin, type ViewUpdate } from '@codemirror/view'

/** How long what an undo changed is marked. */
const flashMs = 700
/** More places than anybody sees at once are not worth their rectangles. */
const maxPlaces = 100

type Place = { readonly from: number; readonly to: number }
const unflash = StateEffect.define<null>()

/** The places that the last undo or redo changed, while they are marked. */
const flashed = StateField.define<readonly Place[]>({
  create: () => [],
  update(places, transaction) {
    if (changesBack(transaction)) return changedPlaces(transaction)
    if (transaction.effects.some((effect) => effect.is(unflash))) return []
    if (places.length === 0 || !transaction.docChanged) return places
    const { changes } = transaction
    return places.map(({ from, to }) => ({ from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) }))
  },
})

/**
 * Shows what an undo or redo did: brings it on the screen, and marks it for a moment. Otherwise, with others at work, one
 * has to search for it, or does not know that it did anything at all.
 */
export function undoFlash(): Extension {
  return [
    flashed,
    scrollToChange,
    ViewPlugin.fromClass(Unflash),
    layer({
      above: false,
      class: 'cm-undoFlash',
      update: (update) => update.docChanged || update.startState.field(flashed) !== update.state.field(flashed),
      markers: (view) => view.state.field(flashed).flatMap((place) => markersOf(view, place)),
    }),
  ]
}

/** The selection goes back to where it was, which is mostly, but not always, where the text changes. */
const scrollToChange = EditorState.transactionExtender.of((transaction) => {
  if (!changesBack(transaction)) return null
  const [first, ...rest] = changedPlaces(transaction)
  const { head } = transaction.newSelection.main
  if (!first || [first, ...rest].some(({ from, to }) => from <= head && head <= to)) return null
  return { effects: EditorView.scrollIntoView(first.from, { y: 'center' }) }
})

function changesBack(transaction: Transaction): boolean {
  return transaction.docChanged && (transaction.isUserEvent('undo') || transaction.isUserEvent('redo'))
}

function changedPlaces({ changes }: Transaction): readonly Place[] {
  const places: Place[] = []
  changes.iterChangedRanges((_fromBefore, _toBefore, from, to) => {
    if (places.length < maxPlaces) places.push({ from, to })
  })
  return places
}

/** Where text went there is nothing to mark but its line. */
function markersOf(view: EditorView, { from, to }: Place): readonly RectangleMarker[] {
  if (to < view.viewport.from || from > view.viewport.to) return []
  const line = view.state.doc.lineAt(from)
  const range = from < to ? EditorSelection.range(from, to) : EditorSelection.range(line.from, line.to)
  return RectangleMarker.forRange(view, 'cm-undone', range)
}

/** Takes the marks away after a while. */
class Unflash {
  readonly #view: EditorView
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(view: EditorView) {
    this.#view = view
  }

  update(update: ViewUpdate): void {
    if (!update.transactions.some(changesBack)) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#view.dispatch({ effects: unflash.of(null) }), flashMs)
  }

  destroy(): void {
    clearTimeout(this.#timer)
  }
}
