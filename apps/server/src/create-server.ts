import { connect } from '@tandem/db'
import { headsBeyond } from '@tandem/documents'
import { systemClock } from '@tandem/protocol'
import { AccessWatch } from './cluster/access-watch.ts'
import { noBus } from './cluster/bus.ts'
import { type Cluster, soleNode } from './cluster/cluster.ts'
import type { HeadsBeyond } from './cluster/head-poll.ts'
import { oneOfMany } from './cluster/nodes.ts'
import { postgresAccess } from './cluster/postgres-access.ts'
import { redisBus } from './cluster/redis-bus.ts'
import type { Env } from './env.ts'
import { openGateway } from './gateway/gateway.ts'
import { signedTickets } from './gateway/signed-tickets.ts'
import { endOfTurn, machineClocks, randomName } from './machine.ts'
import { operatorRoutes, publicRoutes, type Readiness } from './observability/health.ts'
import { httpServer, listen, shut } from './observability/http-server.ts'
import type { Logger } from './observability/logger.ts'
import { addLookedUpMetrics } from './observability/looked-up-metrics.ts'
import { createMetrics, type Metrics } from './observability/metrics.ts'
import { requireSafeDatabase } from './preflight.ts'
import { AccessLease } from './rooms/access-lease.ts'
import { RoomRegistry } from './rooms/room-registry.ts'
import { sendAway } from './rooms/send-away.ts'
import { postgresLog } from './storage/postgres-log.ts'
import { withRecentRows } from './storage/recent-rows.ts'
import { SnapshotThread } from './storage/snapshot-thread.ts'
import { createSnapshotter } from './storage/snapshotter.ts'

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
  const beyond: HeadsBeyond = (known) => headsBeyond(db, known)
  const cluster = clusterOf(env, beyond, logger, metrics)
  const log = withRecentRows(postgresLog(db))
  const snapshotter = createSnapshotter({ log, logger, metrics, thread: new SnapshotThread(workerUrl) })
  const lease = new AccessLease(machineClocks)
  const registry = new RoomRegistry({
    log,
    snapshotter,
    cluster,
    lease,
    clock: systemClock,
    endOfTurn,
    logger,
    metrics,
  })
  const watch = new AccessWatch({
    access: postgresAccess(env.DATABASE_URL, logger),
    registry,
    lease,
    clock: systemClock,
    logger,
    metrics,
  })
  const http = httpServer(publicRoutes(readiness), logger)
  const gateway = openGateway(http, {
    origins: env.WEB_ORIGIN,
    trustedProxies: env.TRUSTED_PROXIES,
    limits: env.COLLAB_LIMITS,
    clock: systemClock,
    registry,
    log,
    snapshotter,
    lease,
    tickets: signedTickets(env.TICKET_SECRET),
    logger,
    metrics,
  })
  addLookedUpMetrics(metrics, { rooms: () => registry.open(), unsentBytes: gateway.unsentBytes, headsBeyond: beyond })
  const port = await listen(http, env.COLLAB_PORT, env.COLLAB_HOST)
  notReady = null

  return {
    port,
    metricsPort,
    metrics,
    async drain() {
      notReady = 'draining'
      gateway.refuseNew()
      await sendAway(registry.open(), systemClock, Math.random)
      await gateway.close()
      await cluster.close()
      await watch.close()
      await snapshotter.close()
      await db.close()
      await shut(operators)
    },
  }
}

/** This node among the others, or alone. */
function clusterOf(env: Env, headsBeyond: HeadsBeyond, logger: Logger, metrics: Metrics): Cluster {
  if (env.CLUSTER === 'one') return soleNode
  const bus = env.REDIS_URL === undefined ? noBus : redisBus(env.REDIS_URL, logger)
  return oneOfMany({
    node: randomName(),
    bus,
    secret: env.TICKET_SECRET,
    headsBeyond,
    clock: systemClock,
    logger,
    metrics,
  })
}
