import { createServer } from './create-server.ts'
import { parseEnv } from './env.ts'
import { surviveUncaughtErrors } from './observability/last-resort.ts'
import { createLogger } from './observability/logger.ts'
import { addProcessMetrics } from './observability/metrics.ts'
import { UnsafeConfiguration } from './preflight.ts'
import { endOnSignals } from './shutdown.ts'

try {
  const env = parseEnv(process.env)
  const logger = createLogger(env.LOG_LEVEL)
  const started = endOnSignals(logger)
  const server = await createServer(env, logger, new URL('./snapshot-worker.js', import.meta.url))
  addProcessMetrics(server.metrics)
  surviveUncaughtErrors(process, logger, server.metrics)
  started(server)
  logger.info({ port: server.port, metricsPort: server.metricsPort, cluster: env.CLUSTER }, 'listening')
} catch (error) {
  // Written for the person who starts it; where in our code it was found is of no use to them.
  console.error(error instanceof UnsafeConfiguration ? error.message : error)
  process.exit(1)
}
