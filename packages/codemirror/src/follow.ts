import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { Peer } from '@tandem/client'
import { configOf, type EditorSession } from './config.ts'
import { closesCircle, endsCircle } from './follow-circle.ts'
import type { FollowState, NotFollowed } from './follow-state.ts'
import { followStep, type LeaderPlace } from './follow-step.ts'
import { peerCarets } from './peer-carets.ts'
import { asFromSession, isFromSession } from './remote-annotation.ts'
import { placeInEditor } from './sync-plugin.ts'

/** What counts as taking over. */
const touches = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const
/** Whoever reaches for a shortcut, or uses a screen reader, has not taken over. */
const modifiers = new Set(['Alt', 'AltGraph', 'CapsLock', 'Control', 'Meta', 'Shift'])
/** How far above and below a leader's caret the text stays in view, in pixels: about three lines. */
const caretMarginPx = 60

/**
 * Keeps what the editor shows where somebody else is, until I touch it. Follows a person, not a session: of several it is
 * the one that moved last. Without a connection it waits: nobody is known to be away then.
 */
class Follow {
  readonly #view: EditorView
  readonly #session: EditorSession
  readonly #unsubscribe: readonly (() => void)[]
  readonly #changed: (state: FollowState) => void
  #state: FollowState = { kind: 'alone' }
  #shown: LeaderPlace | null = null
  /** The session whose lecture I was brought to: once for each. */
  #lecture: number | null = null
  #destroyed = false

  constructor(view: EditorView) {
    this.#view = view
    const { session, onFollow } = configOf(view.state)
    this.#session = session
    this.#changed = onFollow ?? (() => {})
    // Positions are right only once the text is in step with what the session says.
    const look = () => queueMicrotask(() => this.#look())
    this.#unsubscribe = [session.on('peers', look), session.on('state', look)]
    look()
    // The whole editor, gutters and scroll bars included; before anything in it can keep the event to itself.
    for (const touch of touches) view.dom.addEventListener(touch, this.#touched, { capture: true, passive: true })
  }

  update(update: ViewUpdate): void {
    const mine = update.transactions.some(
      (transaction) => !isFromSession(transaction) && (transaction.docChanged || transaction.selection !== undefined),
    )
    if (mine) this.stop()
  }

  destroy(): void {
    this.#destroyed = true
    if (this.#state.kind === 'following') this.#session.keepCompany({ following: null })
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    for (const touch of touches) this.#view.dom.removeEventListener(touch, this.#touched, { capture: true })
  }

  readonly #touched = (event: Event): void => {
    if (!(event instanceof KeyboardEvent && leavesMeFollowing(event))) this.stop()
  }

  /** Follows a person from now on; or says why not. */
  follow(userId: string): NotFollowed | null {
    const peer = this.#sessionOf(userId)
    const refusal = peer ? this.#refusal(peer, closesCircle) : 'away'
    if (!peer || refusal) return refusal
    this.#shown = null
    this.#become({ kind: 'following', leader: peer.user })
    this.#show(peer)
    return null
  }

  /** Follows the first of these people who can be followed, behind the one whom I follow; nobody behind the last one. */
  followNext(people: readonly string[]): boolean {
    const before = this.#state.kind === 'following' ? people.indexOf(this.#state.leader.id) : -1
    if (people.slice(before + 1).some((person) => this.follow(person) === null)) return true
    this.stop()
    return before >= 0
  }

  stop(): void {
    if (this.#state.kind !== 'alone') this.#become({ kind: 'alone' })
  }

  #look(): void {
    if (this.#destroyed || this.#session.state.phase !== 'live') return
    this.#attendLecture()
    if (this.#state.kind !== 'following') return
    const { leader } = this.#state
    const peer = this.#sessionOf(leader.id)
    const why = peer ? this.#refusal(peer, endsCircle) : 'away'
    if (!peer || why) this.#become({ kind: 'ended', leader, why: why ?? 'away' })
    else this.#show(peer)
  }

  #attendLecture(): void {
    const me = this.#session.self?.user.id
    const lecturer = this.#session.peers.find(({ leads, user }) => leads === 'everybody' && user.id !== me)
    const before = this.#lecture
    this.#lecture = lecturer?.key ?? null
    if (lecturer && lecturer.key !== before) this.follow(lecturer.user.id)
  }

  #sessionOf(userId: string): Peer | null {
    const sessions = this.#session.peers.filter(({ user }) => user.id === userId)
    const active = sessions.filter(({ activity }) => activity === 'active')
    return (active.length > 0 ? active : sessions).reduce<Peer | null>(
      (last, peer) => (last && (last.changedAt ?? 0) >= (peer.changedAt ?? 0) ? last : peer),
      null,
    )
  }

  #refusal(peer: Peer, inCircle: typeof closesCircle): NotFollowed | null {
    if (peer.leads === 'nobody') return 'unwanted'
    const me = this.#session.self?.user.id
    const followed = new Map<string, string>()
    for (const { user, following } of this.#session.peers) if (following !== null) followed.set(user.id, following)
    return me !== undefined && inCircle(me, peer.user.id, followed) ? 'circle' : null
  }

  #become(state: FollowState): void {
    this.#state = state
    this.#session.keepCompany({ following: state.kind === 'following' ? state.leader.id : null })
    this.#changed(state)
  }

  #show(peer: Peer): void {
    const place = {
      middle: peer.viewport ? this.#positionOf(peer.viewport) : null,
      caret: this.#view.plugin(peerCarets)?.rangesOf(peer)[0]?.head ?? null,
    }
    const step = followStep(this.#shown, place, (middle, caret) => this.#fit(middle, caret))
    this.#shown = place
    if (!step) return
    const effects =
      step.kind === 'middle'
        ? EditorView.scrollIntoView(step.position, { y: 'center' })
        : EditorView.scrollIntoView(step.position, { y: 'nearest', yMargin: caretMarginPx })
    this.#view.dispatch(asFromSession({ effects }))
  }

  #positionOf(anchor: NonNullable<Peer['viewport']>): number | null {
    const position = this.#session.doc?.positionOf(anchor) ?? null
    return position === null ? null : placeInEditor(this.#view, position)
  }

  #fit(middle: number, caret: number): boolean {
    const distance = this.#view.lineBlockAt(caret).top - this.#view.lineBlockAt(middle).top
    return Math.abs(distance) + caretMarginPx <= this.#view.scrollDOM.clientHeight / 2
  }
}

/** Keys that do nothing by themselves, and the one that goes on to the next leader. */
function leavesMeFollowing({ key, code, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  // With Option a Mac writes another sign.
  const followsNext = (ctrlKey || metaKey) && altKey && (key.toLowerCase() === 'f' || code === 'KeyF')
  return modifiers.has(key) || followsNext
}

const followPlugin = ViewPlugin.fromClass(Follow)

/** Lets me follow others. */
export const follow = followPlugin.extension

/** Follows a person until I touch the editor; or says why not. Throws when the editor is not collaborative. */
export function startFollowing(view: EditorView, userId: string): NotFollowed | null {
  return pluginOf(view).follow(userId)
}

/** Follows the next one of these people behind the one whom I follow. False when there was and is nobody. */
export function followNextIn(view: EditorView, people: readonly string[]): boolean {
  return pluginOf(view).followNext(people)
}

/** Stays where I am. */
export function stopFollowing(view: EditorView): void {
  pluginOf(view).stop()
}

function pluginOf(view: EditorView): Follow {
  const plugin = view.plugin(followPlugin)
  if (!plugin) throw new Error('This editor has no collaboration extension')
  return plugin
}
