import 'server-only'
import { acceptInvitations, database } from '@tandem/documents'

/** Gives somebody, before they see a list, what their address was invited to since they signed in, or was busy then. */
export async function takeInvitations(userId: string): Promise<void> {
  await acceptInvitations(database(), userId)
}
