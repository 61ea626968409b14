import type { TestDatabase } from '@tandem/db/factories'
import type { ModelDatabase } from '../model/model-database.ts'

/**
 * All that is kept of a document, in a form that can be compared; null when there is none. `alreadyWritten` characters are
 * not counted.
 */
export async function keptInDatabase(db: TestDatabase, id: string, alreadyWritten: number): Promise<unknown> {
  const document = await db.prisma.document.findUnique({
    where: { id },
    include: {
      permissions: { orderBy: { userId: 'asc' } },
      invitations: { orderBy: { id: 'asc' } },
      requests: { orderBy: { userId: 'asc' } },
      shareLinks: { orderBy: { id: 'asc' } },
      blocked: { orderBy: { userId: 'asc' } },
      replicas: { orderBy: { id: 'asc' }, include: { operations: { orderBy: { seq: 'asc' } } } },
      snapshots: { orderBy: { seq: 'asc' } },
    },
  })
  if (!document) return null
  const {
    title,
    revision,
    trashedAt,
    head,
    lamport,
    characters,
    permissions,
    invitations,
    requests,
    editorsShare,
    shareLinks,
    blocked,
    replicas,
    snapshots,
  } = document
  return {
    editorsShare,
    invitations: invitations.map(({ id, email, role }) => [id, email, role]),
    requests: requests.map(({ userId, role, declinedAt }) => [userId, role, declinedAt !== null]),
    title,
    revision: Number(revision),
    isTrashed: trashedAt !== null,
    head: Number(head),
    lamport: Number(lamport),
    characters: Number(characters) - alreadyWritten,
    permissions: permissions.map(({ userId, role, linkId, roleWithoutLink }) => [
      userId,
      role,
      linkId,
      roleWithoutLink,
    ]),
    links: shareLinks.map((link) => [
      link.id,
      link.role,
      link.general,
      link.approval,
      link.generation,
      link.uses,
      link.endedAt !== null,
    ]),
    blocked: blocked.map(({ userId }) => userId),
    replicas: replicas.map((replica) => [
      replica.id,
      replica.userId,
      Number(replica.nextCounter),
      Number(replica.lastRseq),
      Number(replica.lamport),
      replica.operations.map(({ seq, rseq, userId, payload }) => [
        Number(seq),
        Number(rseq),
        userId,
        Buffer.from(payload).toString(),
      ]),
    ]),
    snapshots: snapshots.map(({ seq, digest }) => [Number(seq), digest]),
  }
}

/** The same of the model. */
export function keptInModel(model: ModelDatabase, id: string): unknown {
  const document = model.document(id)
  if (!document) return null
  const { title, revision, trashedAt, log, lamport, characters, permissions, links, blocked, replicas, snapshots } =
    document
  const { editorsShare, invitations, requests } = document
  return {
    editorsShare,
    invitations: [...invitations].map(([email, { id, role }]) => [id, email, role]).toSorted(),
    requests: [...requests].map(([userId, { role, declinedAt }]) => [userId, role, declinedAt !== null]).toSorted(),
    title,
    revision,
    isTrashed: trashedAt !== null,
    head: log.length,
    lamport,
    characters,
    permissions: [...permissions.values()]
      .map(({ userId, role, linkId, roleWithoutLink }) => [userId, role, linkId, roleWithoutLink])
      .toSorted(),
    links: [...links.values()]
      .map((link) => [link.id, link.role, link.general, link.approval, link.generation, link.uses, link.hasEnded])
      .toSorted(),
    blocked: [...blocked].toSorted(),
    replicas: [...replicas].map(([replica, { userId, nextCounter, lamport, seqs }]) => [
      replica,
      userId,
      nextCounter,
      seqs.length,
      lamport,
      seqs.map((seq) => {
        const row = log[seq - 1]
        return [seq, row?.rseq, row?.userId, Buffer.from(row?.payload ?? []).toString()]
      }),
    ]),
    snapshots: [...snapshots.values()].toSorted((a, b) => a.seq - b.seq).map(({ seq, digest }) => [seq, digest]),
  }
}
