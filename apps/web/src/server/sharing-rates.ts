import 'server-only'
import { DomainError } from '@tandem/documents'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { admits } from './rate-limits.ts'

/**
 * Addresses with which one person may share something in an hour: each is a mail to somebody who did not ask for it, or tells
 * whether somebody has an account.
 */
const invitationsPerPerson = new RateLimiterMemory({ points: 200, duration: 3600 })
/** Invitations that are mailed to one address in an hour, whoever sends them: nobody fills somebody else's mailbox. */
const mailsPerRecipient = new RateLimiterMemory({ points: 20, duration: 3600 })
/** Times that one person may ask for access in an hour: each may be a mail to every owner. */
const requestsPerPerson = new RateLimiterMemory({ points: 10, duration: 3600 })
/** Mails about requests to one address in an hour, whoever asks: guests, too, ask by links. */
const requestMailsPerRecipient = new RateLimiterMemory({ points: 20, duration: 3600 })

/** Counts so many addresses that this person shares something with. Throws `DomainError('rate_limited')` for too many. */
export async function countInvitations(userId: string, addresses: number): Promise<void> {
  if (await admits(invitationsPerPerson, userId, addresses)) return
  throw new DomainError('rate_limited', 'You invited many people in a short time. Try again in an hour.')
}

/** Whether one more invitation may be mailed to this (canonical) address now; if so, it counts. */
export function admitInvitationMail(recipient: string): Promise<boolean> {
  return admits(mailsPerRecipient, recipient)
}

/** Whether this person may ask for access now; if so, it counts, whatever is asked for. */
export function admitAccessRequest(userId: string): Promise<boolean> {
  return admits(requestsPerPerson, userId)
}

/** Whether one more mail about requests may go to this (canonical) address now; if so, it counts. */
export function admitRequestMail(recipient: string): Promise<boolean> {
  return admits(requestMailsPerRecipient, recipient)
}
