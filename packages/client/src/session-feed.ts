import type { Applied } from '@tandem/crdt'
import type { EchoMessage, WelcomeMessage } from '@tandem/protocol'
import { giveUpOutbox } from './give-up-outbox.ts'
import type { SessionLife } from './session-life.ts'
import type { SessionParts } from './session-parts.ts'
import type { SessionRepair } from './session-repair.ts'

/** The log on its way to what a session shows: from `welcome` on row by row, and what other tabs left behind on the device. */
export class SessionFeed {
  readonly #parts: SessionParts
  readonly #life: SessionLife
  readonly #repair: SessionRepair
  /** The end of the log at `welcome`. */
  #welcomeHead = 0
  /** Another tab left something behind that stands on what is not here yet. */
  #orphaned = false

  constructor(parts: SessionParts, life: SessionLife, repair: SessionRepair) {
    this.#parts = parts
    this.#life = life
    this.#repair = repair
  }

  welcome(message: WelcomeMessage): void {
    const { copy, emitter, errors, presence, pusher, room } = this.#parts
    const opened = copy.welcome(message)
    if (!opened.ok) {
      this.#repair.misfit(opened.why)
      return
    }
    errors.authenticated()
    this.#welcomeHead = message.head
    room.enter(message)
    presence.restart()
    // Before the missing rows are in: what is among them already is recognised, and the rest is safe the sooner.
    pusher.restart()
    // From here on a listener may do anything, even close the session. What shows the text comes first: positions in an
    // older text would be wrong ones.
    if (opened.replaced && copy.doc) this.#life.opened(copy.doc)
    this.#life.become({ type: 'welcomed' })
    this.#life.hinder(null)
    room.tell()
    if (opened.confirmed > 0) emitter.emit('unsaved', copy.outbox.unsaved)
    room.welcomePeers(message)
    this.#caughtUp()
  }

  echo(message: EchoMessage): void {
    const { copy, emitter, errors, pusher, room } = this.#parts
    room.introduce(message)
    const { oldest } = copy.outbox
    const taken = copy.take(message)
    if (!taken.ok) {
      this.#repair.misfit(taken.why)
      return
    }
    // Only the oldest change counts: others may get through while it is refused for ever.
    const moved = copy.outbox.oldest !== oldest
    if (moved) errors.outboxMoved()
    pusher.flush()
    this.#show(taken.applied, room.authorsOf(taken.writers))
    if (moved) this.#life.hinder(null)
    if (taken.confirmed > 0) emitter.emit('unsaved', copy.outbox.unsaved)
    emitter.emit('seq', copy.seq)
    this.#caughtUp()
    this.#repair.whenSaved()
  }

  /** Takes over what another tab left behind. A new connection claims its replicas, so that it can be sent. */
  async takeOver(): Promise<void> {
    const { copy, emitter, link, room } = this.#parts
    const taken = await copy.takeOver()
    if (this.#life.left) return
    if (this.#life.hopeless) {
      // It came too late, or took its time: nobody else gives it back as long as this page is here.
      giveUpOutbox(this.#parts, null)
      return
    }
    this.#orphaned = taken === 'later'
    if (taken === null || taken === 'later') return
    this.#show(taken, room.self === null ? [] : [room.self.user.id])
    emitter.emit('unsaved', copy.outbox.unsaved)
    if (link.joined) link.greetAgain()
  }

  #show(applied: Applied, by: readonly string[]): void {
    const { emitter } = this.#parts
    if (applied.edit.length > 0) emitter.emit('edit', { ...applied, by })
    if (applied.keys.length > 0) emitter.emit('properties', applied.keys)
  }

  /** There is more of the document than before: maybe enough for what was left behind, or all. */
  #caughtUp(): void {
    if (this.#orphaned) void this.takeOver()
    if (this.#life.state.phase !== 'catching-up' || this.#parts.copy.seq < this.#welcomeHead) return
    this.#life.become({ type: 'caught-up' })
  }
}
