'use server'
import { type AccountDeletion, accountDeletion, database, deleteAccount } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'

/** What deleting the account of the signed-in person means now. */
export async function accountDeletionAction(): Promise<Result<AccountDeletion>> {
  return act(z.undefined(), undefined, (user) => accountDeletion(database(), user.id))
}

/** Deletes the account of the signed-in person for good. */
export async function deleteAccountAction(): Promise<Result> {
  return act(z.undefined(), undefined, async (user) => {
    await deleteAccount(database(), holderOf(user))
    return {}
  })
}
