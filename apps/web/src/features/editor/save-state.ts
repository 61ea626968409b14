import type { SessionState, Unsaved } from '@tandem/client'
import type { ErrorCode } from '@tandem/protocol'

/**
 * "Saved" comes back only after nothing has been unsaved for this long: between two keys it would flicker. The wait is on
 * this side, so that the word is never there while a change is not in the log.
 */
const savedAfterMs = 500
/** Edits that are not saved after this long are counted in seconds. */
const slowAfterMs = 5_000
/** A lost connection that is back within this time is not worth a word. */
export const graceMs = 3_000
/** A connection lost for this long is called offline. */
const offlineAfterMs = 10_000
/** From this attempt on it is said when the next one is. */
const countdownFromAttempt = 3

/** Whether this device keeps what is not sent yet; if not, why: it never could, it is full, or something else failed. */
export type DeviceState = 'works' | 'none' | 'full' | 'failed'

/** Why a server that is there takes nothing, as far as somebody can do something about it: of the rest it recovers by itself. */
export type Hold = 'too_many_connections' | 'storage_full'

/**
 * What the save state is made of. `settledAt`: when the last unsaved change came back, null when there never was one;
 * `online` is what the browser thinks of the network.
 */
export type SaveFacts = {
  readonly state: SessionState
  readonly unsaved: Unsaved
  readonly settledAt: number | null
  readonly online: boolean
  readonly device: DeviceState
  /** What the server said last about why it takes nothing for now. */
  readonly hindrance: ErrorCode | null
  /** The text is there: from the server, or from this device. */
  readonly opened: boolean
}

/**
 * How safe my changes are. `retryIn`: seconds until the next attempt, null while it is too early to say; `kept`: how many
 * of the changes are on this device, null when it keeps nothing; `held`: the server is there, and takes nothing.
 */
export type SaveState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'slow'; readonly seconds: number }
  | { readonly kind: 'reconnecting'; readonly retryIn: number | null }
  | {
      readonly kind: 'offline'
      readonly changes: number
      readonly kept: number | null
      readonly retryIn: number | null
    }
  | { readonly kind: 'held'; readonly why: Hold; readonly changes: number; readonly kept: number | null }
  | { readonly kind: 'unreachable'; readonly why: Hold | null }
  | { readonly kind: 'ended'; readonly code: ErrorCode; readonly changes: number }

/** Tells how safe my changes are now. "Saved" only when every own change came back from the server. */
export function saveState(facts: SaveFacts, now: number): SaveState {
  const { state, unsaved, online, opened } = facts
  const offline = (retryIn: number | null): SaveState =>
    heldState(facts) ?? { kind: 'offline', changes: unsaved.count, kept: keptBy(facts), retryIn }
  switch (state.phase) {
    case 'connecting':
      if (!online || state.attempt >= countdownFromAttempt) {
        return opened ? offline(null) : { kind: 'unreachable', why: holdOf(facts) }
      }
      return unsaved.count > 0 ? byAge(facts, now) : { kind: 'opening' }
    case 'catching-up':
    case 'live':
      // The connection may not know yet: a dead one is noticed only when nothing answers.
      return online ? byAge(facts, now) : offline(null)
    case 'waiting': {
      const lostFor = now - state.since
      const retryIn = state.attempt < countdownFromAttempt ? null : Math.max(1, Math.ceil((state.retryAt - now) / 1000))
      if (!online || lostFor >= offlineAfterMs) return offline(retryIn)
      if (lostFor >= graceMs) return { kind: 'reconnecting', retryIn }
      return byAge(facts, now)
    }
    case 'closed':
      return { kind: 'ended', code: state.reason.code, changes: unsaved.count }
  }
}

/** After how many ms the save state may be another one without anything happening; null when it stays. */
export function saveStateHoldsMs({ state, unsaved, settledAt }: SaveFacts, now: number): number | null {
  const age = unsaved.since === null ? null : now - unsaved.since
  const steps: number[] = []
  if (age !== null) steps.push(age < slowAfterMs ? slowAfterMs - age : 1000)
  else if (settledAt !== null && now - settledAt < savedAfterMs) steps.push(savedAfterMs - (now - settledAt))
  if (state.phase === 'waiting') {
    const lostFor = now - state.since
    steps.push(
      lostFor < graceMs
        ? graceMs - lostFor
        : lostFor < offlineAfterMs
          ? Math.min(1000, offlineAfterMs - lostFor)
          : 1000,
    )
  }
  return steps.length === 0 ? null : Math.min(...steps)
}

function holdOf({ hindrance, online }: SaveFacts): Hold | null {
  return online && (hindrance === 'too_many_connections' || hindrance === 'storage_full') ? hindrance : null
}

function heldState(facts: SaveFacts): SaveState | null {
  const why = holdOf(facts)
  return why === null ? null : { kind: 'held', why, changes: facts.unsaved.count, kept: keptBy(facts) }
}

function keptBy({ device, unsaved }: SaveFacts): number | null {
  return device === 'works' ? unsaved.kept : null
}

function byAge(facts: SaveFacts, now: number): SaveState {
  const { settledAt } = facts
  const { count, since } = facts.unsaved
  if (count === 0) {
    const justSettled = settledAt !== null && now - settledAt < savedAfterMs
    return { kind: justSettled ? 'saving' : 'saved' }
  }
  const age = since === null ? 0 : now - since
  if (age < slowAfterMs) return { kind: 'saving' }
  return heldState(facts) ?? { kind: 'slow', seconds: Math.floor(age / 1000) }
}
