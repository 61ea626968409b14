import type { ReplicaGrant, TicketHolder } from '@tandem/protocol/ticket'

/** What proves who comes, and whose a replica is. */
export interface Tickets {
  /** Who holds this ticket; null when it proves nothing. */
  holder(ticket: string): Promise<TicketHolder | null>
  /** Which replica this proof is for; null when it proves nothing. */
  grant(ticket: string): Promise<ReplicaGrant | null>
  /** Makes the proof that a replica was issued to a person. */
  prove(grant: ReplicaGrant): Promise<string>
}
