import 'server-only'
import { DomainError } from '@tandem/documents'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { admits } from './rate-limits.ts'

/**
 * Searches of one person in a minute. A palette asks once whenever typing rests, by title and by text: a fast typist stays
 * below half of it. A search in texts reads some of them, so it has a limit of its own.
 */
const titleSearches = new RateLimiterMemory({ points: 240, duration: 60 })
const textSearches = new RateLimiterMemory({ points: 120, duration: 60 })

/** Counts a search by title. Throws `DomainError('rate_limited')` for one too many. */
export function countTitleSearch(userId: string): Promise<void> {
  return count(titleSearches, userId)
}

/** Counts a search in texts. Throws `DomainError('rate_limited')` for one too many. */
export function countTextSearch(userId: string): Promise<void> {
  return count(textSearches, userId)
}

async function count(limiter: RateLimiterMemory, userId: string): Promise<void> {
  if (await admits(limiter, userId)) return
  throw new DomainError('rate_limited', 'You searched very often. Wait a minute.')
}
