import { createServer } from './create-server.ts'
import { parseEnv } from './env.ts'
import { surviveUncaughtErrors } from './observability/last-resort.ts'
import { createLogger } from './observability/logger.ts'
import { addProcessMetrics } from './observability/metrics.ts'
import { UnsafeConfiguration } from './preflight.ts'
import { drainOnSignals } from './shutdown.ts'

try {
  const env = parseEnv(process.env)
  const logger = createLogger(env.LOG_LEVEL)
  const server = await createServer(env, logger, new URL('./snapshot-worker.js', import.meta.url))
  addProcessMetrics(server.metrics)
  surviveUncaughtErrors(process, logger, server.metrics)
  drainOnSignals(server, logger)
} catch (error) {
  // Written for the person who starts it; where in our code it was found is of no use to them.
  console.error(error instanceof UnsafeConfiguration ? error.message : error)
  process.exit(1)
}
