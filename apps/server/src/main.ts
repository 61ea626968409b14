import { createServer } from './create-server.ts'
import { parseEnv } from './env.ts'
import { createLogger } from './observability/logger.ts'
import { addProcessMetrics } from './observability/metrics.ts'
import { drainOnSignals } from './shutdown.ts'

const env = parseEnv(process.env)
const logger = createLogger(env.LOG_LEVEL)
const server = await createServer(env, logger, new URL('./snapshot-worker.js', import.meta.url))
addProcessMetrics(server.metrics)
drainOnSignals(server, logger)
