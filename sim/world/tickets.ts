import type { Tickets } from '@tandem/server/engine'

/** Tickets without a signature: whoever holds one of these was given it, for nobody here makes one up. */
export const simTickets: Tickets = {
  async holder(ticket) {
    const [kind, userId, name, sessionId] = ticket.split('/')
    return kind === 'join' && userId && name && sessionId ? { userId, name, sessionId } : null
  },
  async grant(ticket) {
    const [kind, userId, documentId, replica] = ticket.split('/')
    return kind === 'replica' && userId && documentId ? { userId, documentId, replica: Number(replica) } : null
  },
  async prove({ userId, documentId, replica }) {
    return `replica/${userId}/${documentId}/${replica}`
  },
}

/** A ticket to join with. */
export function ticketFor(userId: string, name: string, signInId: string): string {
  return `join/${userId}/${name}/${signInId}`
}
