import 'server-only'
import {
  can,
  database,
  getDocument,
  listAccessRequests,
  listBlocked,
  listInvitations,
  listPeople,
} from '@tandem/documents'
import { countsProvedOnly } from '#server/env.ts'
import type { Sharing } from './sharing.ts'

/** What the share dialog shows to this person. Throws as the functions that it asks. */
export async function loadSharing(userId: string, documentId: string): Promise<Sharing> {
  const [db, actor] = [database(), { userId }]
  const people = (await listPeople(db, actor, documentId)).map(({ user, ...rest }) => ({
    ...user,
    ...rest,
  }))
  const { mayShare, editorsShare, role } = await getDocument(db, actor, documentId)
  const owns = can(role, 'own')
  if (!mayShare) return { mayShare, owns, editorsShare, people, requests: [], invitations: [], blocked: [] }
  const [requests, invitations, blocked] = await Promise.all([
    listAccessRequests(db, actor, documentId),
    listInvitations(db, actor, documentId),
    owns ? listBlocked(db, actor, documentId) : [],
  ])
  return {
    mayShare,
    owns,
    editorsShare,
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
