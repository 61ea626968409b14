import type { Peer } from '@tandem/client'

/** Somebody who can be followed. */
type Leader = Peer['user']

/** Why somebody can't be followed, or not any more: not here; does not want it; follows me, by one or more steps. */
export type NotFollowed = 'away' | 'unwanted' | 'circle'

/**
 * Whether I follow somebody.
 *
 *     alone ──follow──▶ following ──any touch of mine──▶ alone
 *                        │      ▲
 *          left, unwanted│      │follow
 *                        ▼      │
 *                        ended ─┘     and back to alone with `stopFollowing`
 */
export type FollowState =
  | { readonly kind: 'alone' }
  | { readonly kind: 'following'; readonly leader: Leader }
  | { readonly kind: 'ended'; readonly leader: Leader; readonly why: NotFollowed }
