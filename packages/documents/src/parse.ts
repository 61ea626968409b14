import type { z } from 'zod'
import { DomainError } from './domain-error.ts'

/**
 * `value` as `schema` understands it. Throws `DomainError('bad_request')` with the first complaint, which names its
 * field.
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new DomainError('bad_request', issue?.message, issue?.path.length ? issue.path.join('.') : null)
}
