import { EditorSelection, type Extension } from '@codemirror/state'
import { type EditorView, type LayerMarker, layer, RectangleMarker } from '@codemirror/view'
import { type Box, type FlagPlace, flagWidth, placeFlag } from './caret-label.ts'
import { isDrawing, type PlacedPeer, peerCarets } from './peer-carets.ts'

/**
 * Draws others' carets and selections in two layers over and under the text. Nothing is put into the lines, so they are
 * laid out as without peers, and only what is in the viewport is measured, so the cost does not grow with the text.
 */
export function remoteSelections(): Extension {
  return [
    peerCarets,
    layer({
      above: false,
      class: 'cm-remoteSelections',
      update: (update) => update.docChanged || isDrawing(update),
      markers: selectionMarkers,
    }),
    layer({
      above: true,
      class: 'cm-remoteCarets',
      update: (update) => update.docChanged || update.selectionSet || update.focusChanged || isDrawing(update),
      markers: caretMarkers,
    }),
  ]
}

function selectionMarkers(view: EditorView): readonly LayerMarker[] {
  const placed = view.plugin(peerCarets)?.placed ?? []
  return placed.flatMap(({ hue, ranges }) =>
    ranges.flatMap(({ anchor, head }) =>
      anchor === head
        ? []
        : RectangleMarker.forRange(view, 'cm-remoteSelection', EditorSelection.range(anchor, head)).map(
            (rectangle) => new SelectionMarker(rectangle, hue),
          ),
    ),
  )
}

function caretMarkers(view: EditorView): readonly LayerMarker[] {
  const carets = view.plugin(peerCarets)
  if (!carets) return []
  const markers: CaretMarker[] = []
  let screen: Screen | null = null
  for (const placed of carets.placed) {
    const name = placed.peer.user.name
    for (const [at, { head }] of placed.ranges.entries()) {
      const box = caretBox(view, head)
      if (!box) continue
      // Only the first caret of a peer carries the name.
      const flagged = placed.flag.shown && at === 0
      screen ??= screenOf(view)
      const place = flagged ? placeFlag(box, flagWidth(name), screen.visible, screen.ownCaret) : null
      markers.push(new CaretMarker(placed, box, name, place))
    }
  }
  carets.drew(markers.map(({ placed, box }) => ({ key: placed.peer.key, box })))
  return markers
}

type Screen = { readonly visible: Box; readonly ownCaret: Box | null }

function screenOf(view: EditorView): Screen {
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = view.scrollDOM
  const { main } = view.state.selection
  return {
    visible: { left: scrollLeft, top: scrollTop, width: clientWidth, height: clientHeight },
    ownCaret: view.hasFocus ? caretBox(view, main.head) : null,
  }
}

/** Where a caret stands in the drawing layer; null when it is outside of the viewport. */
function caretBox(view: EditorView, position: number): Box | null {
  const { from, to } = view.viewport
  if (position < from || position > to) return null
  const [rectangle] = RectangleMarker.forRange(view, '', EditorSelection.cursor(position))
  if (!rectangle) return null
  return { left: rectangle.left, top: rectangle.top, width: 0, height: rectangle.height }
}

class SelectionMarker implements LayerMarker {
  readonly rectangle: RectangleMarker
  readonly hue: number

  constructor(rectangle: RectangleMarker, hue: number) {
    this.rectangle = rectangle
    this.hue = hue
  }

  eq(other: SelectionMarker): boolean {
    return this.hue === other.hue && this.rectangle.eq(other.rectangle)
  }

  draw(): HTMLElement {
    const element = this.rectangle.draw()
    element.dataset.hue = String(this.hue)
    return element
  }

  update(element: HTMLElement, previous: LayerMarker): boolean {
    if (!(previous instanceof SelectionMarker)) return false
    element.dataset.hue = String(this.hue)
    return this.rectangle.update(element, previous.rectangle)
  }
}

class CaretMarker implements LayerMarker {
  readonly placed: PlacedPeer
  readonly box: Box
  readonly name: string
  readonly flag: FlagPlace | null

  constructor(placed: PlacedPeer, box: Box, name: string, flag: FlagPlace | null) {
    this.placed = placed
    this.box = box
    this.name = name
    this.flag = flag
  }

  eq(other: CaretMarker): boolean {
    return (
      this.placed.peer.key === other.placed.peer.key &&
      this.placed.hue === other.placed.hue &&
      this.placed.flag.faded === other.placed.flag.faded &&
      this.name === other.name &&
      this.box.left === other.box.left &&
      this.box.top === other.box.top &&
      this.box.height === other.box.height &&
      this.flag?.side === other.flag?.side &&
      this.flag?.shift === other.flag?.shift
    )
  }

  draw(): HTMLElement {
    const element = document.createElement('div')
    element.className = 'cm-remoteCaret'
    const flag = element.appendChild(document.createElement('div'))
    flag.className = 'cm-remoteCaretFlag'
    this.#adjust(element, flag)
    return element
  }

  update(element: HTMLElement, previous: LayerMarker): boolean {
    // The flag of one peer must not fade into that of another.
    if (!(previous instanceof CaretMarker) || previous.placed.peer.key !== this.placed.peer.key) return false
    const flag = element.firstChild
    if (!(flag instanceof HTMLElement)) return false
    this.#adjust(element, flag)
    return true
  }

  #adjust(element: HTMLElement, flag: HTMLElement): void {
    element.dataset.hue = String(this.placed.hue)
    element.dataset.faded = String(this.placed.flag.faded)
    element.style.left = `${this.box.left}px`
    element.style.top = `${this.box.top}px`
    element.style.height = `${this.box.height}px`
    flag.dataset.shown = String(this.flag !== null)
    // A flag that fades keeps its place.
    if (this.flag) {
      flag.dataset.side = this.flag.side
      flag.style.left = `${-this.flag.shift - 1}px`
    }
    // textContent: a name is never markup.
    if (flag.textContent !== this.name) flag.textContent = this.name
  }
}
