import type { EditorView } from '@codemirror/view'

/** What one key costs the editor, in milliseconds: its update and the layout that follows. Medians. */
export type SelectAll = {
  readonly aloneMs: number
  readonly withPeersMs: number
  /** How many rectangles and marks the peers' selections were drawn with. */
  readonly drawn: number
}

/** Keys for each figure; the first ones warm up. */
const keys = 8
const warmUp = 2

/** Types without others, then with all of them, each with everything selected. */
export async function measureSelectAll(
  view: EditorView,
  others: { readonly drawnWith: string; readonly selectAll: () => void },
): Promise<SelectAll> {
  await frames()
  const aloneMs = await typing(view)
  others.selectAll()
  await frames()
  const withPeersMs = await typing(view)
  return { aloneMs, withPeersMs, drawn: document.querySelectorAll(others.drawnWith).length }
}

async function typing(view: EditorView): Promise<number> {
  const times: number[] = []
  for (let key = 0; key < keys; key++) {
    const at = view.state.doc.line(10).to
    const startedAt = performance.now()
    view.dispatch({ changes: { from: at, insert: 'x' }, selection: { anchor: at + 1 } })
    // Asking for a place makes the editor measure and draw now, instead of in the next frame.
    view.coordsAtPos(at)
    times.push(performance.now() - startedAt)
    await frames()
  }
  const measured = times.slice(warmUp).sort((a, b) => a - b)
  return measured[measured.length >> 1] ?? Number.NaN
}

async function frames(): Promise<void> {
  for (let count = 0; count < 3; count++) await new Promise(requestAnimationFrame)
}
