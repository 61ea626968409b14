import { InvalidTicket, mintReplicaTicket, verifyReplicaTicket, verifyTicket } from '@tandem/protocol/ticket'
import type { Tickets } from './tickets.ts'

/** Tickets that are signed with the secret of this product's servers. */
export function signedTickets(secret: string): Tickets {
  return {
    holder: (ticket) => orNull(verifyTicket(secret, ticket)),
    grant: (ticket) => orNull(verifyReplicaTicket(secret, ticket)),
    prove: (grant) => mintReplicaTicket(secret, grant),
  }
}

async function orNull<T>(verified: Promise<T>): Promise<T | null> {
  try {
    return await verified
  } catch (error) {
    if (error instanceof InvalidTicket) return null
    throw error
  }
}
