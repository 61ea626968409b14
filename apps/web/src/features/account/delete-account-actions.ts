'use server'
import { type AccountDeletion, accountDeletion, DomainError, database, deleteAccount } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { admitSignIn } from '#server/rate-limits.ts'
import { requestAddress } from '#server/request-address.ts'

/** What deleting the account of the signed-in person means now. */
export async function accountDeletionAction(): Promise<Result<AccountDeletion>> {
  return act(z.undefined(), undefined, (user) => accountDeletion(database(), user.id))
}

/** Deletes the account of the signed-in person for good. */
export async function deleteAccountAction(input: { password: string | null }): Promise<Result> {
  return act(z.strictObject({ password: z.string().max(2000).nullable() }), input, async (user, { password }) => {
    // Guessing here counts as guessing at the door.
    if (!(await admitSignIn(user.email ?? user.id, await requestAddress()))) throw new DomainError('rate_limited')
    await deleteAccount(database(), user.id, password)
    return {}
  })
}
