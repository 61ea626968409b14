import { z } from 'zod'
import { DomainError } from './domain-error.ts'

/** Whether a statement failed because a unique value exists already, through Prisma or through `pg`. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505'
}

/**
 * What to throw for a failed statement: `DomainError('busy')` where waiting and asking again is right (a lock or
 * statement timeout, a deadlock, no free connection), `storage_full` when the disk is, `forbidden`
 * where a guest would own something, `auth_required` and `account_disabled` where who asks is judged by themselves, the error
 * itself otherwise, without what quotes the row that it is about: whoever prints it writes that down.
 */
export function withBusy(error: unknown): unknown {
  const code = codeOf(error)
  if (typeof code === 'string' && busyCodes.has(code)) return new DomainError('busy')
  if (code === '53100') return new DomainError('storage_full')
  if (code === 'TDGST') return guestOwnsNothing()
  if (code === 'TDAUT') return new DomainError('auth_required')
  if (code === 'TDDIS') return new DomainError('account_disabled')
  // The pool has no code for "no connection became free".
  if (error instanceof Error && error.message === 'timeout exceeded when trying to connect')
    return new DomainError('busy')
  if (error instanceof Error) for (const member of quotes) Reflect.deleteProperty(error, member)
  return error
}

/** The members of an error of `pg` that hold values, and not only names. */
const quotes = ['detail', 'where', 'internalQuery']

/** Guests have access and own nothing: nobody could sign in as the owner one day. */
function guestOwnsNothing(): DomainError {
  return new DomainError('forbidden', 'Guests own no documents. It takes an account.')
}

const busyCodes: ReadonlySet<string> = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '53300', // too_many_connections
  '55P03', // lock_not_available: lock_timeout
  '57014', // query_canceled: statement_timeout
])

/** What Prisma makes of an error of the database: a code of its own, with the database's further in. */
const ofPrisma = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }),
})

function codeOf(error: unknown): unknown {
  const made = ofPrisma.safeParse(error)
  if (made.success) return made.data.meta.driverAdapterError.cause.originalCode
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
