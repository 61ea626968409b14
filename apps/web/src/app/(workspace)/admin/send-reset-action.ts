'use server'
import { administerReset, database } from '@tandem/documents'
import { z } from 'zod'
import { passwordResetMail } from '#features/account/mails.ts'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'
import { sendMail } from '#server/mail/send-mail.ts'

/** Sends somebody a link for another password, on an administrator's behalf. */
export async function sendResetAction(input: { userId: string }): Promise<Result> {
  return act(z.strictObject({ userId: z.string().min(1).max(64) }), input, async (user, { userId }) => {
    const { email } = await administerReset(database(), holderOf(user), userId)
    sendMail(() => passwordResetMail(email))
    return {}
  })
}
