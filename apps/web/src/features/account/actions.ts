'use server'
import { database, signUp } from '@tandem/documents'
import { headers } from 'next/headers'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { attempt, failure } from '#server/action.ts'
import { clientAddress } from '#server/client-address.ts'
import { admitSignUp } from '#server/rate-limits.ts'

const schema = z.strictObject({
  name: z.string().max(2000),
  email: z.string().max(1000),
  password: z.string().max(2000),
})

/** Makes an account. Does not sign in. */
export async function signUpAction(input: unknown): Promise<Result> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) return failure('bad_request')
  const given = await headers()
  const address = clientAddress((name) => given.get(name))
  if (!(await admitSignUp(parsed.data.email, address))) return failure('rate_limited')
  return attempt(async () => {
    await signUp(database(), parsed.data)
    return {}
  })
}
