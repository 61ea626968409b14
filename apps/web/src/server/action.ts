import 'server-only'
import { DomainError } from '@tandem/documents'
import type { ErrorCode } from '@tandem/protocol'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { Result } from '#lib/result.ts'
import type { CurrentUser } from './current-user.ts'
import { logError } from './log-error.ts'
import { requirePageUser } from './page-user.ts'
import { admitAction } from './rate-limits.ts'

/**
 * The shape of every server action: who is asking comes from the cookie, and is whom the page was made for, the input is parsed
 * because anybody can post anything to an action, how often is bounded, the work asks the policy, and what can be expected to
 * fail comes back as a value. `orNobodys`: as for `pageUser`.
 */
export async function act<Input, Output extends object>(
  schema: z.ZodType<Input>,
  input: unknown,
  work: (user: CurrentUser, input: Input) => Promise<Output>,
  { orNobodys = false } = {},
): Promise<Result<Output>> {
  return attempt(async () => {
    const user = await requirePageUser(await headers(), { orNobodys })
    if (!(await admitAction(user.id))) throw new DomainError('rate_limited', sentences.rate_limited)
    const parsed = schema.safeParse(input)
    if (!parsed.success) throw new DomainError('bad_request')
    return work(user, parsed.data)
  })
}

/** Runs `work` and turns its failure into a value. An unexpected one is logged and says no more than that. */
export async function attempt<Output extends object>(work: () => Promise<Output>): Promise<Result<Output>> {
  try {
    return { ok: true, ...(await work()) }
  } catch (error) {
    // A redirect travels as an exception.
    unstable_rethrow(error)
    if (error instanceof DomainError) return failure(error.code, error.message, error.field)
    logError('action', error)
    return failure('internal')
  }
}

/** The failure half of a `Result`. */
export function failure(
  code: ErrorCode,
  message = sentences[code] ?? 'Something went wrong. Try again in a moment.',
  field: string | null = null,
): Result<never> {
  return { ok: false, code, message, field }
}

const sentences: Partial<Record<ErrorCode, string>> = {
  bad_request: 'That is not valid.',
  rate_limited: 'Too many tries. Wait a minute and try again.',
}
