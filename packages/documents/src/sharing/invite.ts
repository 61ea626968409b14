import { type Database, newId } from '@tandem/db'
import { z } from 'zod'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { lockedSharers } from '../access/sharers.ts'
import { emailSchema } from '../accounts/email.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { parse } from '../parse.ts'
import { runOne, type Statement } from '../statement.ts'
import { type LinkRole, linkRoles } from './link.ts'
import { messageTextSchema } from './message-text.ts'
import { invitationSeconds, maxInvitations, maxInvitedAtOnce } from './sharing-limits.ts'

/** What somebody gives who invites people. */
export type InviteInput = { emails: readonly string[]; role: LinkRole; message?: string | undefined }

/** What became of one address: access now, an invitation that waits for whoever has it, or nothing, and why. */
export type Invited =
  | { readonly email: string; readonly outcome: 'added'; readonly userId: string }
  | { readonly email: string; readonly outcome: 'invited' }
  | { readonly email: string; readonly outcome: 'refused'; readonly message: string }

/** What somebody gives who invites people, as it is judged. */
export const inviteSchema = z.strictObject({
  emails: z
    .array(z.string('An e-mail address must be text.'), 'Give a list of e-mail addresses.')
    .min(1, 'Enter the e-mail address of somebody to invite.')
    .max(maxInvitedAtOnce, `Invite at most ${maxInvitedAtOnce} people at once.`),
  role: z.enum(linkRoles, 'There is no such role.'),
  message: messageTextSchema.default(''),
})

/**
 * Gives people access by their addresses, each by itself: who has an account has it at once, everybody else when they sign
 * up and show that the address is theirs. With `verifiedOnly` that holds for accounts, too, whose people have not shown it
 * yet. Sending mail is the caller's part. Throws `DomainError`: `bad_request`, `not_found`, `forbidden`; what is wrong
 * with one address only stands in its place of the answer.
 */
export async function invitePeople(
  db: Database,
  actor: Actor,
  documentId: string,
  input: InviteInput,
  { verifiedOnly }: { readonly verifiedOnly: boolean },
): Promise<Invited[]> {
  assertDocumentId(documentId)
  const { emails, role, message } = parse(inviteSchema, input)
  const results: Invited[] = []
  // One after another: they all wait for the same document.
  for (const given of emails) {
    const email = emailSchema.safeParse(given)
    if (!email.success) {
      results.push(refused(given, email.error.issues[0]?.message ?? ''))
      continue
    }
    if (results.some((result) => result.email === email.data)) continue
    const values = [documentId, whoAsks(actor), rolesThatMay('share'), newId(), email.data, role, message]
    const limits = [invitationSeconds, maxInvitations, verifiedOnly]
    results.push(resultOf(email.data, await runOne(db, invite, [...values, ...limits])))
  }
  return results
}

function resultOf(email: string, row: (Outcome & { readonly userId: string | null }) | null): Invited {
  switch (row?.outcome) {
    case 'invited':
      return { email, outcome: 'invited' }
    case 'conflict':
      return refused(email, 'They have access to it already.')
    case 'blocked':
      return refused(email, 'They are blocked here. Unblock them first.')
    case 'full':
      return refused(email, `At most ${maxInvitations} invitations can wait. Withdraw one first.`)
    default:
      settle(row)
  }
  if (!row?.userId) throw new DomainError('not_found')
  return { email, outcome: 'added', userId: row.userId }
}

function refused(email: string, message: string): Invited {
  return { email, outcome: 'refused', message }
}

const invite: Statement<Outcome & { readonly userId: string | null }> = {
  name: 'invite_person',
  text: `SELECT outcome, user_id AS "userId"
    FROM invite_person($1, ${asking}, ${lockedSharers}, $4, $5, $6::role, $7, $8, $9, $10)`,
}
