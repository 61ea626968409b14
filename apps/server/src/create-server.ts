import { connect } from '@tandem/db'
import { claimTexts, headsBeyond, keepSignIns, saveText, tellHere, tellHereMs } from '@tandem/documents'
import { systemClock } from '@tandem/protocol'
import { noBus } from './cluster/bus.ts'
import type { HeadsBeyond } from './cluster/head-poll.ts'
import { postgresAccess } from './cluster/postgres-access.ts'
import { redisBus } from './cluster/redis-bus.ts'
import { type NodeEnvironment, startNode } from './collab-node.ts'
import type { Env } from './env.ts'
import { openGateway } from './gateway/gateway.ts'
import { signedTickets } from './gateway/signed-tickets.ts'
import { endOfTurn, eventLoopDelay, machineClocks, randomName } from './machine.ts'
import { operatorRoutes, publicRoutes, type Readiness } from './observability/health.ts'
import { httpServer, listen, shut } from './observability/http-server.ts'
import type { Logger } from './observability/logger.ts'
import { addLookedUpMetrics } from './observability/looked-up-metrics.ts'
import { createMetrics, type Metrics } from './observability/metrics.ts'
import { requireSafeDatabase } from './preflight.ts'
import { sayWhoIsHere } from './rooms/who-is-here.ts'
import { postgresLog } from './storage/postgres-log.ts'
import { SnapshotThread } from './storage/snapshot-thread.ts'
import { followTexts } from './storage/text-follower.ts'

/**
 * A change is searched within a minute after the document fell quiet, and within six while somebody goes on writing. Who
 * fails at a document has another minute before others try.
 */
const textPace = { quietMs: 20_000, longestMs: 300_000, againMs: 60_000 }
/** Texts that one node takes over at a time: some seconds of work, if they are large. */
const claimedTexts = 20

/** A running collaboration server. */
export type CollabServer = {
  readonly port: number
  /** Where operators ask. */
  readonly metricsPort: number
  readonly metrics: Metrics
  /** Refuses new sessions, lets what was pushed be decided, sends everybody away, and gives everything back. */
  drain(): Promise<void>
}

/**
 * Puts the parts together and listens, once the database answers. `workerUrl` is the snapshot thread's program. Throws
 * UnsafeConfiguration when the database is not one to rely on; nothing is left open then.
 */
export async function createServer(env: Env, logger: Logger, workerUrl: URL): Promise<CollabServer> {
  const db = connect(env.DATABASE_URL)
  const metrics = createMetrics()
  let notReady: ReturnType<Readiness['notReady']> = 'starting'
  const ping = async () => {
    await db.pool.query('SELECT 1')
  }
  const readiness = { notReady: () => notReady, ping }
  // First of all: whoever watches over this process can ask what it waits for.
  const operators = httpServer(operatorRoutes(readiness, metrics.registry), logger)
  let metricsPort: number
  try {
    metricsPort = await listen(operators, env.METRICS_PORT, env.METRICS_HOST)
    await requireSafeDatabase(db, logger)
  } catch (error) {
    await shut(operators)
    await db.close()
    throw error
  }
  const thread = new SnapshotThread(workerUrl, env.COLLAB_LIMITS.threadJobMs)
  const log = postgresLog(db)
  const beyond: HeadsBeyond = (known) => headsBeyond(db, known)
  const node = startNode({
    clock: systemClock,
    leaseClocks: machineClocks,
    endOfTurn,
    random: Math.random,
    delay: eventLoopDelay(),
    log,
    headsBeyond: beyond,
    access: postgresAccess(env.DATABASE_URL, logger),
    others: othersOf(env, logger),
    tickets: signedTickets(env.TICKET_SECRET),
    snapshotMaker: thread,
    digestMaker: thread,
    limits: env.COLLAB_LIMITS,
    logger,
    metrics,
  })
  const follower = followTexts({
    log,
    texts: {
      claim: (since) => claimTexts(db, { since, limit: claimedTexts, pace: textPace }),
      save: (documentId, seq, text) => saveText(db, documentId, seq, text),
    },
    maker: thread,
    clock: systemClock,
    logger,
  })
  const { door, registry } = node
  const present = sayWhoIsHere({
    rooms: () => registry.open(),
    tell: async (here, signInIds) => {
      await tellHere(db, here)
      await keepSignIns(db, signInIds)
    },
    everyMs: tellHereMs,
    clock: systemClock,
    logger,
  })
  const http = httpServer(publicRoutes(readiness), logger)
  const { WEB_ORIGIN: origins, TRUSTED_PROXIES: trustedProxies } = env
  const gateway = openGateway(http, { door, origins, trustedProxies, logger, metrics })
  addLookedUpMetrics(metrics, {
    rooms: () => registry.open(),
    unsentBytes: () => door.unsentBytes,
    headsBeyond: beyond,
  })
  const port = await listen(http, env.COLLAB_PORT, env.COLLAB_HOST)
  notReady = null

  return {
    port,
    metricsPort,
    metrics,
    async drain() {
      notReady = 'draining'
      await node.sendAway()
      await gateway.close()
      await follower.close()
      await present.close()
      await node.close()
      await db.close()
      await shut(operators)
    },
  }
}

/** What this node shares with the others; null when it is alone. */
function othersOf(env: Env, logger: Logger): NodeEnvironment['others'] {
  if (env.CLUSTER === 'one') return null
  const bus = env.REDIS_URL === undefined ? noBus : redisBus(env.REDIS_URL, logger)
  return { node: randomName(), bus, secret: env.TICKET_SECRET }
}
