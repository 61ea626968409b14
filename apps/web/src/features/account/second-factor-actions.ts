'use server'
import { beginSecondFactor, confirmSecondFactor, DomainError, database, removeSecondFactor } from '@tandem/documents'
import { renderSVG } from 'uqr'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { admitCode, admitSignIn } from '#server/rate-limits.ts'
import { requestAddress } from '#server/request-address.ts'
import { secondFactorKey } from '#server/second-factor-key.ts'

const withPassword = z.strictObject({ password: z.string().max(2000) })

/** Begins to set up a second factor: a picture for an authenticator app, as an address of an image, and the same in letters. */
export async function beginSecondFactorAction(input: {
  password: string
}): Promise<Result<{ picture: string; secret: string }>> {
  return act(withPassword, input, async (user, { password }) => {
    await admitGuess(user)
    const { address, secret } = await beginSecondFactor(database(), secondFactorKey(), user.id, password)
    const svg = renderSVG(address, { border: 2, whiteColor: '#fff', blackColor: '#000' })
    return { picture: `data:image/svg+xml,${encodeURIComponent(svg)}`, secret }
  })
}

/** Puts the second factor into use that was begun. Answers the recovery codes, once. */
export async function confirmSecondFactorAction(input: {
  code: string
}): Promise<Result<{ recoveryCodes: readonly string[] }>> {
  return act(z.strictObject({ code: z.string().max(100) }), input, async (user, { code }) => {
    if (!(await admitCode(user.email ?? user.id))) throw new DomainError('rate_limited')
    return confirmSecondFactor(database(), secondFactorKey(), user.id, code)
  })
}

/** Ends the second factor. */
export async function removeSecondFactorAction(input: { password: string }): Promise<Result> {
  return act(withPassword, input, async (user, { password }) => {
    await admitGuess(user)
    await removeSecondFactor(database(), user.id, password)
    return {}
  })
}

/** Guessing here counts as guessing at the door. */
async function admitGuess(user: { readonly id: string; readonly email: string | null }): Promise<void> {
  if (!(await admitSignIn(user.email ?? user.id, await requestAddress()))) throw new DomainError('rate_limited')
}
