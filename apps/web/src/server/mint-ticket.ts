import 'server-only'
import { mintTicket } from '@tandem/protocol/ticket'
import type { CurrentUser } from './current-user.ts'
import { env } from './env.ts'

/** A short-lived proof of who this is, for the collaboration server. It says nothing about what the person may do. */
export function mintTicketFor(user: CurrentUser): Promise<string> {
  return mintTicket(env().TICKET_SECRET, { userId: user.id, name: user.name, hue: user.hue, sessionId: user.signInId })
}
