import type { CollabServer } from './create-server.ts'
import type { Logger } from './observability/logger.ts'

/** A drain that takes longer than this is given up: what was not committed is still in its author's outbox. */
const drainDeadlineMs = 10_000

/**
 * Ends the process on SIGTERM and SIGINT: at once while nobody can be in, after a drain once the returned function was
 * told which server runs. A second signal ends it at once.
 */
export function endOnSignals(logger: Logger): (running: CollabServer) => void {
  let server: CollabServer | null = null
  let leaving = false
  const leave = (signal: NodeJS.Signals) => {
    if (leaving) process.exit(1)
    leaving = true
    if (!server) process.exit(0)
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
  return (running) => {
    server = running
  }
}
