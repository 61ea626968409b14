import { DomainError } from './domain-error.ts'

/** Whether a statement failed because a unique value exists already, through Prisma or through `pg`. */
export function isUniqueViolation(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'P2002' || code === '23505'
}

/** Whether a statement failed because a row that it refers to does not exist, through Prisma or through `pg`. */
export function isForeignKeyViolation(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'P2003' || code === '23503'
}

/**
 * What to throw for a failed statement: `DomainError('busy')` where waiting and asking again is right (a lock or
 * statement timeout, a deadlock, no free connection), `storage_full` when the disk is, `forbidden`
 * where a guest would own something, the error itself otherwise, without what quotes the row that it is about: whoever prints it
 * writes that down.
 */
export function withBusy(error: unknown): unknown {
  const code = codeOf(error)
  if (typeof code === 'string' && busyCodes.has(code)) return new DomainError('busy')
  if (code === '53100') return new DomainError('storage_full')
  if (code === 'TDGST') return guestOwnsNothing()
  // The pool has no code for "no connection became free".
  if (error instanceof Error && error.message === 'timeout exceeded when trying to connect')
    return new DomainError('busy')
  if (error instanceof Error) for (const member of quotes) Reflect.deleteProperty(error, member)
  return error
}

/** The members of an error of `pg` that hold values, and not only names. */
const quotes = ['detail', 'where', 'internalQuery']

/** Says that guests have access and own nothing: nobody could sign in as the owner one day. */
export function guestOwnsNothing(): DomainError {
  return new DomainError('forbidden', 'Guests own no documents. It takes an account.')
}

const busyCodes: ReadonlySet<string> = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '53300', // too_many_connections
  '55P03', // lock_not_available: lock_timeout
  '57014', // query_canceled: statement_timeout
])

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
