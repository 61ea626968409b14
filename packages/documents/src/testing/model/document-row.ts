import type { Role } from '@tandem/protocol'
import type { LogRow } from '../../log/log.ts'
import type { StoredSnapshot } from '../../log/snapshots.ts'
import type { LinkRole } from '../../sharing/link.ts'

/**
 * One person's role in a document. One that comes from a link is the stronger of the link's and the one that was given by
 * name, which is what remains without the link: null when that is nothing.
 */
export type PermissionRow = {
  readonly userId: string
  role: Role
  readonly createdAt: number
  linkId: string | null
  roleWithoutLink: Role | null
}

/** A link that gives access. The password is kept as it is. */
export type LinkRow = {
  readonly id: string
  role: LinkRole
  name: string
  generation: number
  /** Whether it is the document's general access. */
  general: boolean
  /** Whether somebody lets people in one by one. */
  approval: boolean
  password: string | null
  uses: number
  expiresAt: number | null
  /** Whether it was ended because its time was over. */
  hasEnded: boolean
}

/** A role for whoever shows that an address is theirs. */
export type InvitationRow = { readonly id: string; role: LinkRole; expiresAt: number }

/** Somebody who asks for a role, and whether the owners were told so. */
export type RequestRow = { readonly role: LinkRole; declinedAt: number | null; isTold: boolean }

/** A replica, and where it stands in the log. */
export type ReplicaRow = {
  readonly userId: string
  readonly sessionId: string
  nextCounter: number
  lamport: number
  /** The seq of each of its changes: that of rseq 1 comes first. */
  readonly seqs: number[]
}

/** A snapshot; one whose bytes were damaged is not intact. */
export type SnapshotRow = StoredSnapshot & { readonly intact: boolean }

/** A document with all that is kept of it. */
export type DocumentRow = {
  readonly id: string
  title: string
  revision: number
  trashedAt: number | null
  readonly createdAt: number
  editedAt: number
  lamport: number
  /** Code units ever inserted. */
  characters: number
  readonly permissions: Map<string, PermissionRow>
  readonly links: Map<string, LinkRow>
  /** People who are kept out. */
  readonly blocked: Set<string>
  /** Whether those who can edit share it, too. */
  editorsShare: boolean
  /** By address. */
  readonly invitations: Map<string, InvitationRow>
  /** By who asks. */
  readonly requests: Map<string, RequestRow>
  /** The id of the replica that is issued next. */
  nextReplica: number
  /** By id, in the order of issuing. */
  readonly replicas: Map<number, ReplicaRow>
  /** The row of seq 1 comes first. */
  readonly log: LogRow[]
  readonly snapshots: Map<number, SnapshotRow>
}
