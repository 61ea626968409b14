import { EditorSelection, type Extension } from '@codemirror/state'
import { type EditorView, type LayerMarker, layer, RectangleMarker } from '@codemirror/view'
import { type Box, type FlagPlace, flagWidth, placeFlag } from './caret-label.ts'
import { configOf } from './config.ts'
import { type DrawnCaret, isDrawing, peerCarets } from './peer-carets.ts'
import { peerDisplay } from './peer-display.ts'

/**
 * Draws others' carets and selections in two layers over and under the text. Nothing is put into the lines, so they are
 * laid out as without peers, and only what is in the viewport is measured, so the cost does not grow with the text. My own
 * caret is drawn like theirs where the person asks for it.
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
  const drawn: DrawnCaret[] = []
  let screen: Screen | null = null
  for (const { peer, hue, ranges, flag, hoveredRange } of carets.placed) {
    const owner = { key: peer.key, name: peer.user.name, hue, faded: flag.faded }
    const here = ranges.flatMap(({ head }, range) => {
      const box = caretBox(view, head)
      return box ? [{ key: peer.key, range, box }] : []
    })
    drawn.push(...here)
    if (flag.shown && here.length > 0) screen ??= screenOf(view)
    const named = flag.shown && screen ? namedOf(here, hoveredRange, screen.visible) : undefined
    for (const caret of here) {
      const place =
        screen && caret === named ? placeFlag(caret.box, flagWidth(owner.name), screen.visible, screen.ownCaret) : null
      markers.push(new CaretMarker(owner, caret.box, place))
    }
  }
  carets.drew(drawn)
  const own = ownMarker(view)
  return own ? [...markers, own] : markers
}

/** Which of a peer's carets carries the name: the one that I point at, else the first one on the screen. */
function namedOf(carets: readonly DrawnCaret[], hoveredRange: number | null, visible: Box): DrawnCaret | undefined {
  return (
    carets.find(({ range }) => range === hoveredRange) ?? carets.find(({ box }) => isInside(box, visible)) ?? carets[0]
  )
}

function isInside(box: Box, visible: Box): boolean {
  const { left, top, width, height } = visible
  return box.left >= left && box.left <= left + width && box.top >= top && box.top + box.height <= top + height
}

/** My own caret with its flag, as others see it; null where it is not shown. */
function ownMarker(view: EditorView): CaretMarker | null {
  const { session, hueOf } = configOf(view.state)
  const { self } = session
  if (!self || !view.state.facet(peerDisplay).own) return null
  const box = caretBox(view, view.state.selection.main.head)
  if (!box) return null
  const { key, user } = self
  const place = placeFlag(box, flagWidth(user.name), screenOf(view).visible, null)
  return new CaretMarker({ key, name: user.name, hue: hueOf ? hueOf(self) : self.hue, faded: false }, box, place)
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

/** Whose a caret is, and how it looks. */
type Owner = { readonly key: number; readonly name: string; readonly hue: number; readonly faded: boolean }

class CaretMarker implements LayerMarker {
  readonly owner: Owner
  readonly box: Box
  readonly flag: FlagPlace | null

  constructor(owner: Owner, box: Box, flag: FlagPlace | null) {
    this.owner = owner
    this.box = box
    this.flag = flag
  }

  eq(other: CaretMarker): boolean {
    return (
      this.owner.key === other.owner.key &&
      this.owner.hue === other.owner.hue &&
      this.owner.faded === other.owner.faded &&
      this.owner.name === other.owner.name &&
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
    if (!(previous instanceof CaretMarker) || previous.owner.key !== this.owner.key) return false
    const flag = element.firstChild
    if (!(flag instanceof HTMLElement)) return false
    this.#adjust(element, flag)
    return true
  }

  #adjust(element: HTMLElement, flag: HTMLElement): void {
    element.dataset.hue = String(this.owner.hue)
    element.dataset.faded = String(this.owner.faded)
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
    if (flag.textContent !== this.owner.name) flag.textContent = this.owner.name
  }
}
