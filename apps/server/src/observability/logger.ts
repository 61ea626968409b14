import { type Logger, pino } from 'pino'

export type { Logger }

/** Structured lines on standard output. Nobody's text, ticket or e-mail address is ever among the fields. */
export function createLogger(level: string): Logger {
  return pino({ level, base: { service: 'collab' }, timestamp: pino.stdTimeFunctions.isoTime })
}
