import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** Where errors arrive that nobody caught: the process. */
export type UncaughtErrors = {
  on(event: 'uncaughtException' | 'unhandledRejection', handler: (error: unknown) => void): unknown
}

/**
 * Records errors that nobody caught, and goes on: rooms close themselves when something throws in them, and what is
 * left belongs to one connection or to nobody. Ending the process would punish everybody for one mistake, and what is
 * in the log is right in any case.
 */
export function surviveUncaughtErrors(errors: UncaughtErrors, logger: Logger, metrics: Metrics): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    errors.on(event, (error) => {
      metrics.uncaught.inc()
      // Nobody reads the log any more: saying so there would come back here.
      if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return
      logger.error({ err: error, event }, 'an error that nobody caught')
    })
  }
}
