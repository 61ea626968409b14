'use server'
import { DomainError, database, isPasswordResetOpen, resetPassword } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { attempt, failure } from '#server/action.ts'
import { sendMail } from '#server/mail/send-mail.ts'
import { admitLink, admitMail } from '#server/rate-limits.ts'
import { requestAddress } from '#server/request-address.ts'
import { passwordResetMail } from './mails.ts'

const token = z.string().max(200)

/**
 * Sends the link for another password to an address, if somebody has it. The answer, and what it takes to give it, are the
 * same if nobody does: whether somebody has it is looked up when the message's turn comes.
 */
export async function askForPasswordResetAction(input: { email: string }): Promise<Result> {
  const parsed = z.strictObject({ email: z.string().min(1).max(320) }).safeParse(input)
  if (!parsed.success) return failure('bad_request')
  const { email } = parsed.data
  if (!(await admitMail(email, await requestAddress()))) return failure('rate_limited')
  sendMail(() => passwordResetMail(email))
  return { ok: true }
}

/** Whether a link for another password is good now. */
export async function isPasswordResetOpenAction(input: { token: string }): Promise<Result<{ isOpen: boolean }>> {
  const parsed = z.strictObject({ token }).safeParse(input)
  if (!parsed.success) return failure('bad_request')
  if (!(await admitLink(await requestAddress()))) return failure('rate_limited')
  return attempt(async () => ({ isOpen: await isPasswordResetOpen(database(), parsed.data.token) }))
}

/** Sets another password. Answers the e-mail address with which it opens the account. */
export async function resetPasswordAction(input: { token: string; next: string }): Promise<Result<{ email: string }>> {
  const parsed = z.strictObject({ token, next: z.string().max(2000) }).safeParse(input)
  if (!parsed.success) return failure('bad_request')
  return attempt(async () => {
    if (!(await admitLink(await requestAddress()))) throw new DomainError('rate_limited')
    const { email } = await resetPassword(database(), parsed.data)
    return { email }
  })
}
