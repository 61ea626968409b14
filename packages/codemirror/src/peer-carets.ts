import { StateEffect } from '@codemirror/state'
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { Peer } from '@tandem/client'
import { type Box, type FlagFacts, type FlagState, flagState } from './caret-label.ts'
import { type CollaborationConfig, configOf } from './config.ts'
import { peerDisplay } from './peer-display.ts'
import { asFromSession } from './remote-annotation.ts'
import { maxRanges } from './send-selection.ts'
import { placeInEditor } from './sync-plugin.ts'

/** Others' carets and selections, or what their flags say, have changed: draw them again. */
const drawPeers = StateEffect.define<null>()

/** Beyond this many peers, and in a lecture, only those who may write are drawn: an audience would be noise. */
const maxWithAudience = 10
/** How far from a caret the pointer still counts as on it, in pixels. */
const hoverReachPx = 4

/** A peer with its places in the text as it is now. */
export type PlacedPeer = {
  readonly peer: Peer
  readonly hue: number
  /** The main one first, unless its text is not here yet. */
  readonly ranges: readonly { readonly anchor: number; readonly head: number }[]
  readonly flag: FlagState
  /** Which of the ranges the pointer shows the flag of; null for none. */
  readonly hoveredRange: number | null
}

/** A caret as it was drawn: the end of the range at this place among those of its peer. */
export type DrawnCaret = { readonly key: number; readonly range: number; readonly box: Box }

/**
 * Knows where the peers are and which flags show. Places are resolved at most once per drawing, however many updates came
 * before it; flags change with time, so it asks for a new drawing when the next one is due.
 */
class PeerCarets {
  readonly #view: EditorView
  readonly #config: CollaborationConfig
  readonly #unsubscribe: readonly (() => void)[]
  readonly #facts = new Map<number, FlagFacts & Pick<Peer, 'changedAt'> & { readonly hoveredRange: number }>()
  #placed: readonly PlacedPeer[] | null = null
  #drawn: readonly DrawnCaret[] = []
  /** Where the pointer rests, in the drawing layer; null when it is elsewhere. */
  #pointer: { readonly x: number; readonly y: number } | null = null
  #requested = false
  #destroyed = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(view: EditorView) {
    this.#view = view
    this.#config = configOf(view.state)
    this.#unsubscribe = [
      this.#config.session.on('peers', () => this.#requestDrawing()),
      this.#config.session.on('open', () => this.#requestDrawing()),
    ]
    view.scrollDOM.addEventListener('scroll', this.#onScroll, { passive: true })
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || isDrawing(update)) this.#placed = null
  }

  destroy(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#view.scrollDOM.removeEventListener('scroll', this.#onScroll)
    this.#destroyed = true
    clearTimeout(this.#timer)
  }

  /** The peers to draw, in an order that does not change while they stay. */
  get placed(): readonly PlacedPeer[] {
    this.#placed ??= this.#place()
    return this.#placed
  }

  /** Tells where carets were drawn, so that the pointer can find them. */
  drew(carets: readonly DrawnCaret[]): void {
    this.#drawn = carets
  }

  /** The pointer is at this place of the drawing layer. */
  pointAt(x: number, y: number): void {
    this.#pointer = { x, y }
    if (this.#hover(Date.now())) this.#requestDrawing()
  }

  /** The pointer has left, or it is not known any more what is under it. */
  pointAway(): void {
    this.#pointer = null
  }

  /** Notes which peers have a caret under the pointer; returns whether any has. */
  #hover(now: number): boolean {
    if (this.#pointer === null) return false
    const { x, y } = this.#pointer
    let found = false
    for (const { key, range, box } of this.#drawn) {
      if (Math.abs(x - box.left) > hoverReachPx || y < box.top || y > box.top + box.height) continue
      const facts = this.#facts.get(key)
      if (!facts) continue
      this.#facts.set(key, { ...facts, hoveredAt: now, hoveredRange: range })
      found = true
    }
    return found
  }

  /** Shows a peer's flag for a while: I asked for it. */
  point(key: number): void {
    const facts = this.#facts.get(key)
    if (facts) this.#facts.set(key, { ...facts, askedAt: Date.now() })
    this.#requestDrawing()
  }

  #place(): readonly PlacedPeer[] {
    const now = Date.now()
    const { session, hueOf } = this.#config
    const { labels, hidden } = this.#view.state.facet(peerDisplay)
    this.#remember(session.peers, now)
    // It may rest there for longer than a flag shows after it was there.
    this.#hover(now)
    if (hidden) return []
    const quietAudience =
      session.peers.length > maxWithAudience || session.peers.some(({ leads }) => leads === 'everybody')
    const shown = session.peers.filter(({ role }) => !quietAudience || mayWrite(role))
    const placed = shown.map((peer) => {
      const facts = this.#facts.get(peer.key)
      const flag = flagState(facts ?? neverSeen, now, labels)
      const hoveredRange = facts && flag.hovered ? facts.hoveredRange : null
      return { peer, hue: hueOf ? hueOf(peer) : peer.hue, ranges: this.rangesOf(peer), flag, hoveredRange }
    })
    this.#drawAgainAt(Math.min(...placed.map(({ flag }) => flag.until)), now)
    return placed.sort((a, b) => a.peer.key - b.peer.key)
  }

  /** Where a peer's carets and selections are now; those whose text is not here yet are left out. */
  rangesOf(peer: Peer): { anchor: number; head: number }[] {
    const doc = this.#config.session.doc
    if (!doc) return []
    const ranges = []
    for (const selection of peer.selections.slice(0, maxRanges)) {
      const anchor = doc.positionOf(selection.anchor)
      const head = doc.positionOf(selection.head)
      if (anchor !== null && head !== null)
        ranges.push({ anchor: placeInEditor(this.#view, anchor), head: placeInEditor(this.#view, head) })
    }
    return ranges
  }

  #remember(peers: readonly Peer[], now: number): void {
    const here = new Set(peers.map((peer) => peer.key))
    for (const key of this.#facts.keys()) if (!here.has(key)) this.#facts.delete(key)
    for (const { key, activity, changedAt } of peers) {
      const known = this.#facts.get(key)
      const idle = activity === 'idle'
      if (!known)
        this.#facts.set(key, { ...neverSeen, firstSeenAt: now, activeAt: now, idle, changedAt, hoveredRange: 0 })
      else if (known.changedAt !== changedAt) this.#facts.set(key, { ...known, activeAt: now, idle, changedAt })
      else this.#facts.set(key, { ...known, idle })
    }
  }

  #drawAgainAt(time: number, now: number): void {
    clearTimeout(this.#timer)
    if (time !== Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#requestDrawing(), time - now)
  }

  /**
   * Once for all that comes together, and before the next frame: what an editor is told in a frame comes into the picture after it.
   * Not at all while the page is hidden, which has no frames.
   */
  #requestDrawing(): void {
    if (this.#requested) return
    this.#requested = true
    const draw = () => {
      this.#requested = false
      if (!this.#destroyed) this.#view.dispatch(asFromSession({ effects: drawPeers.of(null) }))
    }
    if (document.visibilityState === 'hidden') requestAnimationFrame(draw)
    else setTimeout(draw)
  }

  /** A flag that shows may have to go to the other side of its line. */
  readonly #onScroll = (): void => {
    this.pointAway()
    const { own } = this.#view.state.facet(peerDisplay)
    if (own || this.#placed?.some(({ flag, ranges }) => flag.shown && ranges.length > 0)) this.#requestDrawing()
  }
}

/** Whether the update asks for others' carets to be drawn again. */
export function isDrawing(update: ViewUpdate): boolean {
  if (update.startState.facet(peerDisplay) !== update.state.facet(peerDisplay)) return true
  return update.transactions.some((transaction) => transaction.effects.some((effect) => effect.is(drawPeers)))
}

function mayWrite(role: Peer['role']): boolean {
  return role === 'owner' || role === 'editor'
}

const neverSeen: FlagFacts = { firstSeenAt: 0, activeAt: 0, hoveredAt: null, askedAt: null, idle: true }

/** Where the peers are and which of their flags show. */
export const peerCarets = ViewPlugin.fromClass(PeerCarets, {
  eventHandlers: {
    mousemove(event, view) {
      const { left, top } = view.scrollDOM.getBoundingClientRect()
      this.pointAt(event.clientX - left + view.scrollDOM.scrollLeft, event.clientY - top + view.scrollDOM.scrollTop)
    },
    mouseleave() {
      this.pointAway()
    },
  },
})
