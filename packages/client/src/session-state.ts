import { type ErrorCode, unreachable } from '@tandem/protocol'

/**
 * Where a session is in its life.
 *
 *     connecting ──welcomed──▶ catching-up ──caught-up──▶ live
 *       ▲    │                   │                          │
 *       │   lost                lost                       lost
 *       │    ▼                   ▼                          │
 *       └─ waiting ◀────────────────────────────────────────┘        any ──refused──▶ closed
 *
 * `waiting` and a later attempt are one phase for the person: the connection is lost and comes back by itself. So a
 * session that was in before stays `waiting` until it is welcomed again.
 */
export type SessionState =
  /** Has never been in: there may be nothing to show yet. */
  | { readonly phase: 'connecting'; readonly attempt: number }
  /** Welcomed; the rows that were missed are coming in. */
  | { readonly phase: 'catching-up' }
  | { readonly phase: 'live' }
  /** Lost at `since`; attempt number `attempt` is at `retryAt` (both by the session's clock). */
  | { readonly phase: 'waiting'; readonly attempt: number; readonly retryAt: number; readonly since: number }
  /** Over, for a reason that trying again does not change. */
  | { readonly phase: 'closed'; readonly reason: ClosedReason }

/** Why a session ended: a code, and words for a person. */
export type ClosedReason = { readonly code: ErrorCode; readonly message: string }

export type SessionEvent =
  | { readonly type: 'welcomed' }
  | { readonly type: 'caught-up' }
  | { readonly type: 'lost'; readonly since: number; readonly retryAt: number }
  | { readonly type: 'refused'; readonly reason: ClosedReason }
  /** The person asks to try again now. */
  | { readonly type: 'retried'; readonly now: number }

/** How a session's life begins. */
export const initialState: SessionState = { phase: 'connecting', attempt: 1 }

/** What a session becomes. Events that do not concern a state leave it as it is. */
export function nextState(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'welcomed':
      return state.phase === 'closed' ? state : { phase: 'catching-up' }
    case 'caught-up':
      return state.phase === 'catching-up' ? { phase: 'live' } : state
    case 'refused':
      return state.phase === 'closed' ? state : { phase: 'closed', reason: event.reason }
    case 'lost':
      return afterLoss(state, event.since, event.retryAt)
    case 'retried':
      if (state.phase === 'waiting') return { ...state, retryAt: event.now }
      // Signing in again, in another tab, makes the reason go away.
      if (state.phase === 'closed' && state.reason.code === 'auth_required') return initialState
      return state
    default:
      return unreachable(event)
  }
}

function afterLoss(state: SessionState, since: number, retryAt: number): SessionState {
  switch (state.phase) {
    case 'closed':
      return state
    case 'connecting':
      return { phase: 'connecting', attempt: state.attempt + 1 }
    case 'waiting':
      return { phase: 'waiting', attempt: state.attempt + 1, retryAt, since: state.since }
    case 'catching-up':
    case 'live':
      return { phase: 'waiting', attempt: 1, retryAt, since }
    default:
      return unreachable(state)
  }
}
