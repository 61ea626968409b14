import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from '@tandem/db'
import { systemClock } from '@tandem/protocol'
import { AccessWatch } from './cluster/access-changes.ts'
import { soleNode } from './cluster/cluster.ts'
import type { Env } from './env.ts'
import { openGateway } from './gateway/gateway.ts'
import { healthRoutes } from './observability/health.ts'
import type { Logger } from './observability/logger.ts'
import { createMetrics } from './observability/metrics.ts'
import { AccessLease } from './rooms/access-lease.ts'
import { RoomRegistry } from './rooms/room-registry.ts'
import { postgresLog } from './storage/postgres-log.ts'
import { withRecentRows } from './storage/recent-rows.ts'
import { SnapshotThread } from './storage/snapshot-thread.ts'
import { createSnapshotter } from './storage/snapshotter.ts'

/** A running collaboration server. */
export type CollabServer = {
  readonly port: number
  readonly metrics: ReturnType<typeof createMetrics>
  /** Refuses new sessions, lets what was pushed be decided, sends everybody away, and gives everything back. */
  drain(): Promise<void>
}

/** Puts the parts together and listens. `workerUrl` is the snapshot thread's program. */
export async function createServer(env: Env, logger: Logger, workerUrl: URL): Promise<CollabServer> {
  const db = connect(env.DATABASE_URL)
  const metrics = createMetrics()
  const log = withRecentRows(postgresLog(db))
  const snapshotter = createSnapshotter({ log, logger, metrics, thread: new SnapshotThread(workerUrl) })
  const lease = new AccessLease()
  const registry = new RoomRegistry({ log, snapshotter, cluster: soleNode, lease, clock: systemClock, logger, metrics })
  const watch = new AccessWatch({ databaseUrl: env.DATABASE_URL, registry, lease, logger })
  let draining = false
  const ping = async () => {
    await db.pool.query('SELECT 1')
  }
  const routes = healthRoutes({ draining: () => draining, ping }, metrics.registry)
  const http = createHttpServer({ maxHeaderSize: 16 * 1024 }, (request, response) => {
    routes(request, response).catch((error: unknown) => {
      logger.error({ err: error }, 'answering a request failed')
      response.destroy()
    })
  })
  const gateway = openGateway(http, {
    origins: env.WEB_ORIGIN,
    trustedProxies: env.TRUSTED_PROXIES,
    limits: env.COLLAB_LIMITS,
    clock: systemClock,
    registry,
    log,
    snapshotter,
    lease,
    ticketSecret: env.TICKET_SECRET,
    logger,
    metrics,
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(env.COLLAB_PORT, env.COLLAB_HOST, resolve)
  })
  const { port } = http.address() as AddressInfo
  logger.info({ port }, 'listening')

  return {
    port,
    metrics,
    async drain() {
      draining = true
      gateway.refuseNew()
      const rooms = registry.open()
      for (const room of rooms) for (const session of [...room.sessions]) room.cut(session, 'drain')
      await Promise.all(rooms.map((room) => room.idle()))
      await gateway.close()
      await watch.close()
      await snapshotter.close()
      await db.close()
    },
  }
}
