import type { Clock } from '@tandem/protocol'
import { AccessWatch, type OpenAccessSource } from './cluster/access-watch.ts'
import type { Bus } from './cluster/bus.ts'
import type { HeadsBeyond } from './cluster/head-poll.ts'
import { oneOfMany } from './cluster/nodes.ts'
import { soleNode } from './cluster/sole-node.ts'
import type { EndOfTurn } from './end-of-turn.ts'
import { Door } from './gateway/door.ts'
import type { Tickets } from './gateway/tickets.ts'
import type { DelayMeter } from './limits/overload.ts'
import type { ServerLimits } from './limits/server-limits.ts'
import type { Logger } from './observability/logger.ts'
import type { Metrics } from './observability/metrics.ts'
import { AccessLease } from './rooms/access-lease.ts'
import { RoomRegistry } from './rooms/room-registry.ts'
import { sendAway } from './rooms/send-away.ts'
import { createDigests, type DigestMaker, noDigests } from './storage/digests.ts'
import type { DocumentLog } from './storage/document-log.ts'
import { withRecentRows } from './storage/recent-rows.ts'
import { createSnapshotter, type SnapshotMaker } from './storage/snapshotter.ts'

/** Everything that a node has from outside. What it does follows from this alone, and from what comes through its door. */
export type NodeEnvironment = {
  readonly clock: Clock
  /** Clocks that access is bound to: whichever ran further counts. */
  readonly leaseClocks: readonly (() => number)[]
  readonly endOfTurn: EndOfTurn
  /** In [0, 1). */
  readonly random: () => number
  readonly delay: DelayMeter
  readonly log: DocumentLog
  readonly headsBeyond: HeadsBeyond
  readonly access: OpenAccessSource
  /** What it shares with other nodes, and the name that it has among them; null when there are none. */
  readonly others: { readonly node: string; readonly bus: Bus; readonly secret: string } | null
  readonly tickets: Tickets
  readonly snapshotMaker: SnapshotMaker
  /** Without one, no session is told what it should show. */
  readonly digestMaker?: DigestMaker
  readonly limits: ServerLimits
  readonly logger: Logger
  readonly metrics: Metrics
}

/** A collaboration server without the machine around it. */
export type CollabNode = {
  readonly door: Door
  readonly registry: RoomRegistry
  /** Lets nobody in any more, lets what was pushed be decided, and sends everybody away who is in a room. */
  sendAway(): Promise<void>
  /** Ends what goes on by itself, once nobody is there. */
  close(): Promise<void>
}

/** Puts the parts of a node together. */
export function startNode(environment: NodeEnvironment): CollabNode {
  const { clock, endOfTurn, headsBeyond, limits, logger, metrics } = environment
  const log = withRecentRows(environment.log)
  const cluster = environment.others
    ? oneOfMany({ ...environment.others, headsBeyond, clock, logger, metrics })
    : soleNode({ headsBeyond, clock, logger })
  const snapshotter = createSnapshotter({ log, logger, metrics, thread: environment.snapshotMaker, limits })
  const maker = environment.digestMaker
  const digests = maker ? createDigests({ log, snapshotter, maker, clock, logger }) : noDigests
  const lease = new AccessLease(environment.leaseClocks)
  const registry = new RoomRegistry({ log, snapshotter, digests, cluster, lease, clock, endOfTurn, logger, metrics })
  const watch = new AccessWatch({ access: environment.access, registry, lease, clock, logger, metrics })
  const door = new Door({
    clock,
    endOfTurn,
    delay: environment.delay,
    limits,
    registry,
    log,
    snapshotter,
    lease,
    tickets: environment.tickets,
    logger,
    metrics,
  })
  return {
    door,
    registry,
    async sendAway() {
      door.refuseNew()
      await sendAway(registry.open(), clock, environment.random)
    },
    async close() {
      await cluster.close()
      await watch.close()
      await snapshotter.close()
    },
  }
}
