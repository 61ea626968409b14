import { Compartment, type Extension, Facet } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

/** When name flags show: all the time, while their peer does something, under the pointer, or not at all. */
export type LabelMode = 'always' | 'activity' | 'hover' | 'off'

/** How much of the others a person wants to see in the text. */
export type PeerDisplay = {
  readonly labels: LabelMode
  /** No carets, no selections. Following somebody works all the same. */
  readonly hidden: boolean
  /** My own caret carries my name too, for whoever looks at my screen. */
  readonly own: boolean
}

/** How much of the others this editor shows. */
export const peerDisplay = Facet.define<PeerDisplay, PeerDisplay>({
  combine: (values) => values[0] ?? { labels: 'activity', hidden: false, own: false },
})

const compartment = new Compartment()

/** Lets `showPeers` change it while the editor lives. */
export function changeablePeerDisplay(): Extension {
  return compartment.of([])
}

/** Shows as much of the others as the person wants, from now on. */
export function showPeers(view: EditorView, display: PeerDisplay): void {
  view.dispatch({ effects: compartment.reconfigure(peerDisplay.of(display)) })
}
