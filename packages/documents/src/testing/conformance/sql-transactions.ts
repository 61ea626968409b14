import type { Database } from '@tandem/db'
import type { TestDatabase } from '@tandem/db/factories'
import type { z } from 'zod'
import { openAccess } from '../../access/access.ts'
import { findAccessChanges, type KnownAccess } from '../../access/access-changes.ts'
import type { Actor } from '../../access/actor.ts'
import { changePassword, disableAccount, enableAccount, signIn, signUp } from '../../accounts/accounts.ts'
import type { SignInHolder } from '../../accounts/sign-in.ts'
import { accountOf, endAllSignIns, endSignIn, listSignIns } from '../../accounts/sign-ins.ts'
import { requestVerification, verifyEmail } from '../../accounts/verification.ts'
import { createDocument } from '../../documents/create.ts'
import { getDocument } from '../../documents/get.ts'
import { renameDocument } from '../../documents/rename.ts'
import { restoreDocument, trashDocument } from '../../documents/trash.ts'
import { appendChanges, appendTogether } from '../../log/append.ts'
import { appendWhole } from '../../log/append-whole.ts'
import type { ChangeEntry, DocumentBatch } from '../../log/change-entry.ts'
import { head, headsBeyond, readLog } from '../../log/log.ts'
import { idleReplica, issueReplica, replicaOwner } from '../../log/replicas.ts'
import { dropSnapshot, latestSnapshot, saveSnapshot } from '../../log/snapshots.ts'
import { answerAccessRequest, requestAccess } from '../../sharing/access-requests.ts'
import { blockPerson, unblockPerson } from '../../sharing/blocked.ts'
import { setEditorsShare } from '../../sharing/editors-share.ts'
import { setGeneralAccess } from '../../sharing/general-access.ts'
import { admitGuest, becomeMember } from '../../sharing/guests.ts'
import { handOver } from '../../sharing/hand-over.ts'
import { acceptInvitations, withdrawInvitation } from '../../sharing/invitations.ts'
import { invitePeople } from '../../sharing/invite.ts'
import type { LinkRole } from '../../sharing/link.ts'
import { changeLink, createLink, removeLink, renewLink, setLinkApproval } from '../../sharing/links.ts'
import { linkOffer, openLink } from '../../sharing/open-link.ts'
import { addPerson, changeRole, removePerson } from '../../sharing/people.ts'
import type { newTokenSchema } from '../../tokens/token.ts'
import { createToken, revokeToken } from '../../tokens/tokens.ts'

/** The named transactions, as something carries them out. */
export type Transactions = ReturnType<typeof sqlTransactions>

/** What a link is to be; for how long from now, in place of until when: the two sides have clocks of their own. */
export type LinkInput = {
  readonly name: string
  readonly role: LinkRole
  readonly password?: string | null
  readonly livesMs: number | null
}

/** Whom somebody invites, to what; and whether those count as people only who have shown that the address is theirs. */
type InvitedPerson = { readonly email: string; readonly role: LinkRole; readonly verifiedOnly: boolean }

/** Replicas of a person in a document that stay in schedules, which are short. */
export const keptReplicas = 2

/** The end of something that lives so long from now on; null when it has none. */
export function expiryOf(livesMs: number | null, now: number): Date | null {
  return livesMs === null ? null : new Date(now + livesMs)
}

/** The named transactions in Postgres, and what happens to a database from outside. */
export function sqlTransactions(db: TestDatabase) {
  const on =
    <A extends unknown[], R>(work: (db: Database, ...rest: A) => R) =>
    (...rest: A): R =>
      work(db, ...rest)
  return {
    signUp: on(signUp),
    signIn: on(signIn),
    changePassword: on(changePassword),
    disableAccount: on(disableAccount),
    enableAccount: on(enableAccount),
    accountOf: on(accountOf),
    listSignIns: on(listSignIns),
    endSignIn: on(endSignIn),
    endAllSignIns: on(endAllSignIns),
    createDocument: on(createDocument),
    getDocument: on(getDocument),
    renameDocument: on(renameDocument),
    trashDocument: on(trashDocument),
    restoreDocument: on(restoreDocument),
    addPerson: on(addPerson),
    changeRole: on(changeRole),
    removePerson: on(removePerson),
    handOver: on(handOver),
    blockPerson: on(blockPerson),
    unblockPerson: on(unblockPerson),
    openAccess: on(openAccess),
    findAccessChanges: (known: KnownAccess) => findAccessChanges(db.pool, known),
    createLink: on((db, actor: Actor, documentId: string, { livesMs, ...input }: LinkInput) =>
      createLink(db, actor, documentId, { ...input, expiresAt: expiryOf(livesMs, Date.now()) }),
    ),
    changeLink: on((db, actor: Actor, documentId: string, linkId: string, { livesMs, ...input }: LinkInput) =>
      changeLink(db, actor, documentId, linkId, { ...input, expiresAt: expiryOf(livesMs, Date.now()) }),
    ),
    renewLink: on(renewLink),
    removeLink: on(removeLink),
    /** Says which link it is, too, if there is one now. */
    setGeneralAccess: on(async (db, actor: Actor, documentId: string, role: LinkRole | null) => {
      await setGeneralAccess(db, actor, documentId, role)
      const { rows } = await db.pool.query<{ id: string }>(
        'SELECT id FROM share_link WHERE document_id = $1 AND general',
        [documentId],
      )
      return rows[0] ?? null
    }),
    linkOffer: on(linkOffer),
    openLink: on(openLink),
    setLinkApproval: on(setLinkApproval),
    setEditorsShare: on(setEditorsShare),
    requestAccess: on(requestAccess),
    answerAccessRequest: on(answerAccessRequest),
    /** One address. Says which invitation waits for it, too, if one does; not the sentence for people. */
    invitePerson: on(async (db, actor: Actor, documentId: string, input: InvitedPerson) => {
      const { email, role, verifiedOnly } = input
      const [one] = await invitePeople(db, actor, documentId, { emails: [email], role }, { verifiedOnly })
      const { rows } = await db.pool.query<{ id: string }>(
        'SELECT id FROM invitation WHERE document_id = $1 AND email = $2',
        [documentId, one?.email],
      )
      const { outcome } = one ?? {}
      return outcome === 'invited' ? { outcome, id: rows[0]?.id } : { outcome }
    }),
    withdrawInvitation: on(withdrawInvitation),
    acceptInvitations: on(acceptInvitations),
    /** Somebody follows the link that was sent to their address; whether there was anything to show. */
    async showAddress(userId: string): Promise<boolean> {
      const link = await requestVerification(db, userId)
      if (link) await verifyEmail(db, { userId }, link.token)
      return link !== null
    },
    admitGuest: on(admitGuest),
    becomeMember: on(becomeMember),
    /** The model keeps no secrets. */
    createToken: on(async (db, holder: SignInHolder, input: z.input<typeof newTokenSchema>) => {
      const { id } = await createToken(db, holder, { ...input, scopes: [...input.scopes] })
      return { id }
    }),
    revokeToken: on(revokeToken),
    issueReplica: on((db, grant: Parameters<typeof issueReplica>[1]) => issueReplica(db, grant, keptReplicas)),
    idleReplica: on(idleReplica),
    replicaOwner: on(replicaOwner),
    appendChanges: on(appendChanges),
    async appendWhole(documentId: string, entries: readonly ChangeEntry[]): Promise<number> {
      try {
        return await appendWhole(db, documentId, entries)
      } catch (error) {
        // Postgres tells of an error before it lets go of what is locked, and the next step may pass over what is.
        await db.owner.query('SELECT FROM document WHERE id = $1 FOR NO KEY UPDATE', [documentId])
        throw error
      }
    },
    appendTogether: on(appendTogether),
    readLog: on(readLog),
    head: on(head),
    headsBeyond: on(headsBeyond),
    saveSnapshot: on(saveSnapshot),
    latestSnapshot: on(latestSnapshot),
    dropSnapshot: on(dropSnapshot),

    /** Removes a document for good that is in the trash. Whether there was one. */
    async purgeDocument(documentId: string): Promise<boolean> {
      const { rows } = await db.pool.query<{ done: boolean }>('SELECT purge_document($1) AS done', [documentId])
      return rows[0]?.done === true
    },
    /** Appends together while another transaction holds some of the documents. */
    async appendTogetherWhileHeld(held: readonly string[], batches: readonly DocumentBatch[]) {
      const other = await db.owner.connect()
      try {
        await other.query('BEGIN')
        await other.query('SELECT FROM document WHERE id = ANY ($1) FOR NO KEY UPDATE', [held])
        return await appendTogether(db, batches)
      } finally {
        await other.query('ROLLBACK')
        other.release()
      }
    },
    /** The disk rots under a snapshot. */
    async damageSnapshot(documentId: string, seq: number): Promise<void> {
      await db.owner.query(`UPDATE snapshot SET state = state || '\\x00' WHERE document_id = $1 AND seq = $2`, [
        documentId,
        seq,
      ])
    },
    /** Everything that is kept becomes so much older. */
    async timePasses(ms: number): Promise<void> {
      const values = [`${ms} milliseconds`]
      await db.pool.query('UPDATE share_link SET expires_at = expires_at - $1::interval', values)
      await db.pool.query('UPDATE invitation SET expires_at = expires_at - $1::interval', values)
      await db.pool.query(
        `UPDATE access_request SET created_at = created_at - $1::interval, told_at = told_at - $1::interval,
          declined_at = declined_at - $1::interval`,
        values,
      )
      await db.pool.query(
        `UPDATE sign_in SET created_at = created_at - $1::interval, expires_at = expires_at - $1::interval,
          ends_at = ends_at - $1::interval, proved_at = proved_at - $1::interval`,
        values,
      )
    },
  }
}
