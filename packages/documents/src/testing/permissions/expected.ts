import type { ErrorCode } from '@tandem/protocol'
import { type Action, can, mayShare } from '../../access/policy.ts'
import { roleOf, type Standing } from './standing.ts'

/** What somebody gets: what they asked for, or why not. */
export type Answer = 'allowed' | Extract<ErrorCode, 'forbidden' | 'not_found' | 'auth_required' | 'account_disabled'>

/**
 * What the policy says to somebody who stands there. Who asks is judged before what they ask for, and no role at all is
 * `not_found`, so that nobody learns what there is.
 */
export function expectedAnswer(standing: Standing, action: Action): Answer {
  if (standing === 'signed out' || standing === 'ended sign-in') return 'auth_required'
  if (standing === 'disabled') return 'account_disabled'
  const role = roleOf(standing)
  if (!role) return 'not_found'
  const editorsShare = standing === 'sharing editor'
  const may = action === 'share' ? mayShare({ role, byLink: false, editorsShare }) : can(role, action)
  return may ? 'allowed' : 'forbidden'
}
