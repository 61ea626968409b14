import { describeError } from '@tandem/documents'
import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

/**
 * Structured lines, on standard output when nothing else is given. Nobody's text, ticket or e-mail address is ever among
 * the fields: of an error only what `describeError` leaves.
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
