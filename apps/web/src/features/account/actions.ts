'use server'
import {
  becomeMember,
  changePassword,
  DomainError,
  database,
  endAllSignIns,
  endSignIn,
  signUp,
} from '@tandem/documents'
import { headers } from 'next/headers'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act, attempt, failure } from '#server/action.ts'
import { sendMail } from '#server/mail/send-mail.ts'
import { pageUser } from '#server/page-user.ts'
import { admitSignIn, admitSignUp } from '#server/rate-limits.ts'
import { requestAddress } from '#server/request-address.ts'
import { verificationMail } from './mails.ts'

const schema = z.strictObject({
  name: z.string().max(2000),
  email: z.string().max(1000),
  password: z.string().max(2000),
})

/** Makes an account; of a guest, the same person's. Sends the link that proves the address. Does not sign in. */
export async function signUpAction(input: unknown): Promise<Result> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) return failure('bad_request')
  if (!(await admitSignUp(parsed.data.email, await requestAddress()))) return failure('rate_limited')
  return attempt(async () => {
    const user = await pageUser(await headers())
    const userId = user?.email === null ? user.id : null
    if (userId !== null) await becomeMember(database(), userId, parsed.data)
    const made = userId ?? (await signUp(database(), parsed.data)).userId
    sendMail(() => verificationMail(made))
    return {}
  })
}

/** Changes the password, and ends every sign-in, this one too: sign in again with the new one. */
export async function changePasswordAction(input: { password: string; next: string }): Promise<Result> {
  const passwords = z.strictObject({ password: z.string().max(2000), next: z.string().max(2000) })
  return act(passwords, input, async (user, given) => {
    // Guessing here counts as guessing at the door.
    if (!(await admitSignIn(user.email ?? user.id, await requestAddress()))) throw new DomainError('rate_limited')
    await changePassword(database(), user.id, given)
    return {}
  })
}

/** Ends one of the person's sign-ins. */
export async function endSignInAction(input: { signInId: string }): Promise<Result> {
  return act(z.strictObject({ signInId: z.string().max(64) }), input, async (user, { signInId }) => {
    await endSignIn(database(), { userId: user.id, signInId })
    return {}
  })
}

/** Ends all of the person's sign-ins. */
export async function endAllSignInsAction(): Promise<Result> {
  return act(z.undefined(), undefined, async (user) => {
    await endAllSignIns(database(), user.id)
    return {}
  })
}
