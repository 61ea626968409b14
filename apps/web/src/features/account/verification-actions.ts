'use server'
import { DomainError, database, verifyEmail } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
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

/** Takes a link that proves the signed-in person's address. */
export async function verifyEmailAction(input: { token: string }): Promise<Result> {
  return act(z.strictObject({ token: z.string().max(200) }), input, async (user, { token }) => {
    if (!(await admitLink(await requestAddress()))) throw new DomainError('rate_limited')
    await verifyEmail(database(), { userId: user.id }, token)
    return {}
  })
}
