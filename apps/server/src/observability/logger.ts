import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

/**
 * Structured lines, on standard output when nothing else is given. Nobody's text, ticket or e-mail address is ever among
 * the fields: of an error only its name, message, code and stack are written, because a database error quotes the row
 * that it is about.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'collab', pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  }
  return destination ? pino(options, destination) : pino(options)
}

type ErrorFields = {
  readonly type: string
  readonly message: string
  readonly code?: unknown
  readonly stack?: string | undefined
  readonly cause?: ErrorFields
}

/** How deep causes are followed: a ring of them must not keep us. */
const maxCauses = 3

function describeError(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, 200) }
  return {
    type: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause !== undefined && depth < maxCauses ? { cause: describeError(error.cause, depth + 1) } : {}),
  }
}
