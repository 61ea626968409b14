'use server'
import {
  answerAccessRequest,
  DomainError,
  database,
  getDocument,
  listAccessRequests,
  requestAccess,
  requestAccessByLink,
} from '@tandem/documents'
import { z } from 'zod'
import { paths } from '#lib/paths.ts'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { env } from '#server/env.ts'
import { holderOf } from '#server/holder-of.ts'
import { linkSecret } from '#server/link-secret.ts'
import { composeMail } from '#server/mail/compose-mail.ts'
import { sendMail } from '#server/mail/send-mail.ts'
import { admitAccessRequest, admitRequestMail } from '#server/sharing-rates.ts'
import { loadSharing } from './load-sharing.ts'
import { mails } from './mails.ts'
import { type GivenRole, givenRoles, type Sharing } from './sharing.ts'
import { tellOwners } from './tell-owners.ts'

const id = z.string().min(1).max(64)

/** What is asked for: a document, or what a link led to. */
export type Wanted = { readonly documentId: string } | { readonly address: string }

/** Asks the owners for access. The answer is the same whether or not there is such a document, or anybody to ask. */
export async function requestAccessAction(input: {
  wanted: Wanted
  role: GivenRole
  message: string
}): Promise<Result> {
  const schema = z.strictObject({
    wanted: z.union([
      z.strictObject({ documentId: z.string().max(200) }),
      z.strictObject({ address: z.string().max(200) }),
    ]),
    role: z.enum(givenRoles),
    message: z.string().max(4000),
  })
  return act(schema, input, async (user, { wanted, role, message }) => {
    if (!(await admitAccessRequest(user.id))) {
      throw new DomainError('rate_limited', 'You asked many times in a short time. Try again in an hour.')
    }
    const [db, actor] = [database(), holderOf(user)]
    const news =
      'documentId' in wanted
        ? await requestAccess(db, actor, wanted.documentId, { role, message })
        : await requestAccessByLink(db, linkSecret(), actor, wanted.address, { role, message })
    if (news !== null) tellOwners(user, news, message.trim())
    return {}
  })
}

/** Gives somebody the access that they ask for, or (null) declines. Answers the new lists. */
export async function answerRequestAction(input: {
  documentId: string
  userId: string
  role: GivenRole | null
}): Promise<Result<Sharing>> {
  const schema = z.strictObject({ documentId: id, userId: id, role: z.enum(givenRoles).nullable() })
  return act(schema, input, async (user, { documentId, userId, role }) => {
    const actor = holderOf(user)
    const asking = (await listAccessRequests(database(), actor, documentId)).find((found) => found.user.id === userId)
    await answerAccessRequest(database(), actor, documentId, userId, role)
    const to = asking?.user.email ?? null
    if (role !== null && to !== null) {
      const { title } = await getDocument(database(), actor, documentId)
      const url = new URL(paths.document(documentId), env().NEXTAUTH_URL).href
      const content = mails.approval({ owner: user.name, title, url })
      sendMail(async () => ((await admitRequestMail(to)) ? composeMail({ to, ...content }) : null))
    }
    return loadSharing(user.id, documentId)
  })
}
