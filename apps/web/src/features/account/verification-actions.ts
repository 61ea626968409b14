'use server'
import { DomainError, database, verifyEmail } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act, attempt, failure } from '#server/action.ts'
import { sendMail } from '#server/mail/send-mail.ts'
import { admitLink, admitMail } from '#server/rate-limits.ts'
import { requestAddress } from '#server/request-address.ts'
import { verificationMail } from './mails.ts'

/** Sends the signed-in person the link that proves their address. */
export async function askForVerificationAction(): Promise<Result> {
  return act(z.undefined(), undefined, async (user) => {
    if (user.email === null) throw new DomainError('bad_request')
    if (!(await admitMail(user.email, await requestAddress()))) throw new DomainError('rate_limited')
    sendMail(() => verificationMail(user.id))
    return {}
  })
}

/** Takes a link that proves an address. Nobody needs to be signed in: the mail may be read on another device. */
export async function verifyEmailAction(input: { token: string }): Promise<Result> {
  const parsed = z.strictObject({ token: z.string().max(200) }).safeParse(input)
  if (!parsed.success) return failure('bad_request')
  if (!(await admitLink(await requestAddress()))) return failure('rate_limited')
  return attempt(async () => {
    await verifyEmail(database(), parsed.data.token)
    return {}
  })
}
