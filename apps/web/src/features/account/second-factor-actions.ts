'use server'
import {
  beginSecondFactor,
  confirmSecondFactor,
  DomainError,
  database,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@tandem/documents'
import { renderSVG } from 'uqr'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'
import { admitCode } from '#server/rate-limits.ts'
import { secondFactorKey } from '#server/second-factor-key.ts'

/** Begins to set up a second factor: a picture for an authenticator app, as an address of an image, and the same in letters. */
export async function beginSecondFactorAction(): Promise<Result<{ picture: string; secret: string }>> {
  return act(z.undefined(), undefined, async (user) => {
    const { address, secret } = await beginSecondFactor(database(), secondFactorKey(), holderOf(user))
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

/** Puts new recovery codes in place of the old ones. Answers them, once. */
export async function renewRecoveryCodesAction(): Promise<Result<{ recoveryCodes: readonly string[] }>> {
  return act(z.undefined(), undefined, (user) => renewRecoveryCodes(database(), holderOf(user)))
}

/** Ends the second factor. */
export async function removeSecondFactorAction(): Promise<Result> {
  return act(z.undefined(), undefined, async (user) => {
    await removeSecondFactor(database(), holderOf(user))
    return {}
  })
}
