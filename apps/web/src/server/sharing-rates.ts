import 'server-only'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { admits } from './rate-limits.ts'

/** Addresses that one person may invite in an hour: each is a mail to somebody who did not ask for it. */
const invitationsPerPerson = new RateLimiterMemory({ points: 200, duration: 3600 })
/** Times that one person may ask for access in an hour: each may be a mail to every owner. */
const requestsPerPerson = new RateLimiterMemory({ points: 10, duration: 3600 })

/** Whether this person may invite so many addresses now; if so, they count. */
export function admitInvitations(userId: string, addresses: number): Promise<boolean> {
  return admits(invitationsPerPerson, userId, addresses)
}

/** Whether this person may ask for access now; if so, it counts, whatever is asked for. */
export function admitAccessRequest(userId: string): Promise<boolean> {
  return admits(requestsPerPerson, userId)
}
