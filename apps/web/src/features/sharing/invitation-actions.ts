'use server'
import {
  DomainError,
  database,
  getDocument,
  invitePeople,
  isVerified,
  maxInvitedAtOnce,
  renewInvitation,
  withdrawInvitation,
} from '@tandem/documents'
import { z } from 'zod'
import { paths } from '#lib/paths.ts'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import type { CurrentUser } from '#server/current-user.ts'
import { countsProvedOnly, env } from '#server/env.ts'
import { holderOf } from '#server/holder-of.ts'
import { composeMail } from '#server/mail/compose-mail.ts'
import { sendMail } from '#server/mail/send-mail.ts'
import { admitInvitationMail, countInvitations } from '#server/sharing-rates.ts'
import { loadSharing } from './load-sharing.ts'
import { mails } from './mails.ts'
import { type GivenRole, givenRoles, type Sharing } from './sharing.ts'

const id = z.string().min(1).max(64)
const ofInvitation = z.strictObject({ documentId: id, invitationId: id })

/** What became of one address; `message` is why nothing did. */
export type InviteOutcome = { readonly email: string } & (
  | { readonly outcome: 'added' | 'invited' }
  | { readonly outcome: 'refused'; readonly message: string }
)

/** Gives people access by their addresses, or invites them. Answers what became of each, and the new lists. */
export async function inviteAction(input: {
  documentId: string
  emails: readonly string[]
  role: GivenRole
  message: string
}): Promise<Result<{ sharing: Sharing; results: readonly InviteOutcome[] }>> {
  const schema = z.strictObject({
    documentId: id,
    emails: z.array(z.string().max(1000)).max(200),
    role: z.enum(givenRoles),
    message: z.string().max(4000),
  })
  return act(schema, input, async (user, { documentId, emails, role, message }) => {
    await requireOwnAddress(user)
    // More are refused as a whole, and cost no more than that.
    await countInvitations(user.id, Math.min(emails.length, maxInvitedAtOnce))
    const verifiedOnly = countsProvedOnly()
    const actor = holderOf(user)
    const results = await invitePeople(database(), actor, documentId, { emails, role, message }, { verifiedOnly })
    const { title } = await getDocument(database(), actor, documentId)
    for (const { email, outcome } of results) {
      if (outcome !== 'refused') mailTo(email, { user, documentId, title, message, hasAccount: outcome === 'added' })
    }
    return {
      sharing: await loadSharing(user.id, documentId),
      results: results.map((result) =>
        result.outcome === 'refused' ? result : { email: result.email, outcome: result.outcome },
      ),
    }
  })
}

/** Sends an invitation again, whose time begins anew. */
export async function renewInvitationAction(input: {
  documentId: string
  invitationId: string
}): Promise<Result<Sharing>> {
  return act(ofInvitation, input, async (user, { documentId, invitationId }) => {
    await requireOwnAddress(user)
    await countInvitations(user.id, 1)
    const actor = holderOf(user)
    const { email, message } = await renewInvitation(database(), actor, documentId, invitationId)
    const { title } = await getDocument(database(), actor, documentId)
    mailTo(email, { user, documentId, title, message, hasAccount: false })
    return loadSharing(user.id, documentId)
  })
}

/** Takes an invitation back. */
export async function withdrawInvitationAction(input: {
  documentId: string
  invitationId: string
}): Promise<Result<Sharing>> {
  return act(ofInvitation, input, async (user, { documentId, invitationId }) => {
    await withdrawInvitation(database(), holderOf(user), documentId, invitationId)
    return loadSharing(user.id, documentId)
  })
}

/** Mail to strangers goes out only for who can be found by mail themselves: accounts cost nothing, working addresses do. */
async function requireOwnAddress({ id }: CurrentUser): Promise<void> {
  if (!countsProvedOnly() || (await isVerified(database(), id))) return
  throw new DomainError('forbidden', 'Confirm your own e-mail address first: the mail says that it comes from you.')
}

function mailTo(
  to: string,
  {
    user,
    documentId,
    ...rest
  }: { user: CurrentUser; documentId: string; title: string; message: string; hasAccount: boolean },
): void {
  const page = paths.document(documentId)
  const url = new URL(rest.hasAccount ? page : paths.signUp(page), env().NEXTAUTH_URL).href
  sendMail(async () => {
    if (!(await admitInvitationMail(to))) return null
    return composeMail({ to, ...mails.invitation({ inviter: user.name, url, ...rest }) })
  })
}
