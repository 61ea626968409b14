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
/** An attempt this near is as good as begun: short pauses between attempts would make the words flicker. */
const aboutNowMs = 1_000

/** Whether this device keeps what is not sent yet; if not, why: it never could, it is full, or something else failed. */
export type DeviceState = 'works' | 'none' | 'full' | 'failed'

const holds = ['too_many_connections', 'too_many_people', 'storage_full'] as const satisfies ErrorCode[]
/** Why a server that is there takes nothing, as far as somebody can do something about it: of the rest it recovers by itself. */
export type Hold = (typeof holds)[number]

/**
 * What the save state is made of. `settledAt`: when the last unsaved change came back, null when there never was one;
 * `online` is what the browser thinks of the network.
 */
export type SaveFacts = {
  readonly state: SessionState
  /** Since when it has tried to get in for the first time, as far as it does. */
  readonly connectingSince: number
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
 * How safe my changes are. `retryIn`: seconds until the next attempt, 0 while one is made or about to be, null while it is too early to
 * say; `kept`: how many of the changes are on this device, null when it keeps nothing; `held`: the server is there, and
 * takes nothing.
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
  const { state, unsaved, online } = facts
  switch (state.phase) {
    case 'connecting':
      return connectingState(facts, state.attempt, now)
    case 'catching-up':
    case 'live':
      // The connection may not know yet: a dead one is noticed only when nothing answers.
      return online ? byAge(facts, now) : offlineState(facts, null)
    case 'waiting': {
      const lostFor = now - state.since
      const retryIn = secondsToRetry(state, now)
      if (!online || (lostFor >= offlineAfterMs && !isFirstTry(state, now))) return offlineState(facts, retryIn)
      if (lostFor >= graceMs) return { kind: 'reconnecting', retryIn }
      return byAge(facts, now)
    }
    case 'closed':
      return { kind: 'ended', code: state.reason.code, changes: unsaved.count }
  }
}

/** Whether it says what it said before, with another number: a screen reader would have no time for anything else. */
export function onlyCounts(state: SaveState): boolean {
  switch (state.kind) {
    case 'slow':
      return state.seconds * 1000 > slowAfterMs
    case 'reconnecting':
      return state.retryIn !== null && state.retryIn > 0
    default:
      return false
  }
}

/** After how many ms the save state may be another one without anything happening; null when it stays. */
export function saveStateHoldsMs(
  { state, connectingSince, unsaved, settledAt, opened }: SaveFacts,
  now: number,
): number | null {
  const age = unsaved.since === null ? null : now - unsaved.since
  const steps: number[] = []
  if (age !== null) steps.push(age < slowAfterMs ? slowAfterMs - age : 1000)
  else if (settledAt !== null && now - settledAt < savedAfterMs) steps.push(savedAfterMs - (now - settledAt))
  const lostFor = state.phase === 'waiting' ? now - state.since : now - connectingSince
  if (state.phase === 'waiting' || (state.phase === 'connecting' && opened)) {
    if (lostFor < offlineAfterMs) steps.push((lostFor < graceMs ? graceMs : offlineAfterMs) - lostFor)
  }
  if (state.phase === 'waiting') {
    if (lostFor >= offlineAfterMs && isFirstTry(state, now)) steps.push(state.retryAt + graceMs - now)
    // The seconds until the next attempt are counted down to its moment, not from the one at which they were first shown.
    if (lostFor >= graceMs && state.retryAt - now > aboutNowMs) steps.push((state.retryAt - now) % 1000 || 1000)
  }
  return steps.length === 0 ? null : Math.min(...steps)
}

/** Whether the first attempt may still be under way: a network that died is lost since before that was noticed, and may be back. */
function isFirstTry({ attempt, retryAt }: Extract<SessionState, { phase: 'waiting' }>, now: number): boolean {
  return attempt === 1 && now < retryAt + graceMs
}

/**
 * Not in yet. A text that is on its way can take its time; where it came from this device it only looks like a connection, and
 * waits for one like where one was lost.
 */
function connectingState(facts: SaveFacts, attempt: number, now: number): SaveState {
  const { connectingSince, unsaved, online, opened } = facts
  const lostFor = now - connectingSince
  const isHopeless = !online || attempt >= countdownFromAttempt
  if (opened && (isHopeless || lostFor >= offlineAfterMs)) return offlineState(facts, 0)
  if (opened && lostFor >= graceMs) return { kind: 'reconnecting', retryIn: 0 }
  if (isHopeless) return { kind: 'unreachable', why: holdOf(facts) }
  return unsaved.count > 0 ? byAge(facts, now) : { kind: 'opening' }
}

function offlineState(facts: SaveFacts, retryIn: number | null): SaveState {
  return heldState(facts) ?? { kind: 'offline', changes: facts.unsaved.count, kept: keptBy(facts), retryIn }
}

function secondsToRetry({ attempt, retryAt }: { attempt: number; retryAt: number }, now: number): number | null {
  if (retryAt - now <= aboutNowMs) return 0
  return attempt < countdownFromAttempt ? null : Math.ceil((retryAt - now) / 1000)
}

function holdOf({ hindrance, online }: SaveFacts): Hold | null {
  return online ? (holds.find((hold) => hold === hindrance) ?? null) : null
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
