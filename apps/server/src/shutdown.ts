import type { CollabServer } from './create-server.ts'
import type { Logger } from './observability/logger.ts'

/** A drain that takes longer than this is given up: what was not committed is still in its author's outbox. */
const drainDeadlineMs = 10_000

/** Drains the server on SIGTERM and SIGINT, then ends the process; a second signal ends it at once. */
export function drainOnSignals(server: CollabServer, logger: Logger): void {
  let leaving = false
  const leave = (signal: NodeJS.Signals) => {
    if (leaving) process.exit(1)
    leaving = true
    logger.info({ signal }, 'draining')
    setTimeout(() => process.exit(1), drainDeadlineMs).unref()
    server.drain().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'draining failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
}
