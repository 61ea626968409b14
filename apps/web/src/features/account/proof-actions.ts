'use server'
import { DomainError, database, proveByPassword, requireRecentProof } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'
import { admitCode, admitSignIn } from '#server/rate-limits.ts'
import { requestAddress } from '#server/request-address.ts'
import { secondFactorKey } from '#server/second-factor-key.ts'

const shown = z.strictObject({ password: z.string().max(2000), code: z.string().max(100).nullable() })

/** Takes the signed-in person's password, and a code of their second factor, as a proof that it is them. */
export async function proveAction(input: { password: string; code: string | null }): Promise<Result> {
  return act(shown, input, async (user, { password, code }) => {
    const account = user.email ?? user.id
    // Guessing here counts as guessing at the door.
    if (!(await admitSignIn(account, await requestAddress()))) throw new DomainError('rate_limited')
    const secondFactor = code === null ? null : { key: secondFactorKey(), code, admit: () => admitCode(account) }
    await proveByPassword(database(), holderOf(user), { password, secondFactor })
    return {}
  })
}

/** Whether the signed-in person has lately shown who they are; fails as what wants that. */
export async function checkProofAction(): Promise<Result> {
  return act(z.undefined(), undefined, async (user) => {
    await requireRecentProof(database(), holderOf(user))
    return {}
  })
}
