import type { EditorView } from '@codemirror/view'

/** What one key costs the editor, in milliseconds: its update and the layout that follows. Medians. */
export type Updates = {
  readonly alone: number
  readonly withPeers: number
  /** How many rectangles and marks the peers' selections were drawn with. */
  readonly drawn: number
}

declare global {
  interface Window {
    /** Set by a page of the benchmark: resolves with what it measured. */
    updates?: Promise<Updates>
  }
}

/** Lines of the text. */
export const lineCount = 100_000
/** How many others select all of it. */
export const peerCount = 10
/** Keys for each figure; the first ones warm up. */
const keys = 8
const warmUp = 2

/** The text that is measured with. */
export function benchText(): string {
  return Array.from({ length: lineCount }, (_, at) => `value = ${at}`).join('\n')
}

/** Types without others, then with all of them, each with everything selected. */
export async function measureUpdates(
  view: EditorView,
  others: { readonly selector: string; readonly selectAll: () => void },
): Promise<Updates> {
  await frames()
  const alone = await typing(view)
  others.selectAll()
  await frames()
  const withPeers = await typing(view)
  return { alone, withPeers, drawn: document.querySelectorAll(others.selector).length }
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
  return median(times.slice(warmUp))
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN
}

async function frames(): Promise<void> {
  for (let count = 0; count < 3; count++) await new Promise(requestAnimationFrame)
}
