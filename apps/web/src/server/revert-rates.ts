import 'server-only'
import { DomainError } from '@tandem/documents'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { admits } from './rate-limits.ts'

/**
 * How often one person may ask in a minute for what it takes to undo somebody: each opens a document and reads its log.
 * A dialog asks once for each choice that is made in it.
 */
const plans = new RateLimiterMemory({ points: 60, duration: 60 })

/** Counts one. Throws `DomainError('rate_limited')` for one too many. */
export async function countRevertPlan(userId: string): Promise<void> {
  if (await admits(plans, userId)) return
  throw new DomainError('rate_limited', 'You asked for this very often. Wait a minute.')
}
