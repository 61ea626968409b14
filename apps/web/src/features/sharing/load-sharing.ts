import 'server-only'
import { can, database, listAccessRequests, listBlocked, listInvitations, listPeople } from '@tandem/documents'
import { countsProvedOnly } from '#server/env.ts'
import type { Sharing } from './sharing.ts'

/** What the share dialog shows to this person. Throws as the functions that it asks. */
export async function loadSharing(userId: string, documentId: string): Promise<Sharing> {
  const [db, actor] = [database(), { userId }]
  const people = (await listPeople(db, actor, documentId)).map(({ user, ...rest }) => ({
    ...user,
    ...rest,
  }))
  const own = people.find(({ isYou }) => isYou)
  if (!own || !can(own.role, 'share')) return { mayShare: false, people, requests: [], invitations: [], blocked: [] }
  const [requests, invitations, blocked] = await Promise.all([
    listAccessRequests(db, actor, documentId),
    listInvitations(db, actor, documentId),
    listBlocked(db, actor, documentId),
  ])
  return {
    mayShare: true,
    people,
    requests: requests.map(({ user: { isVerified, ...user }, role, message }) => ({
      user: { ...user, isUnconfirmed: !isVerified && countsProvedOnly() },
      role,
      message,
    })),
    invitations: invitations.map(({ expiresAt, ...rest }) => ({ ...rest, expiresAt: expiresAt.toISOString() })),
    blocked,
  }
}
