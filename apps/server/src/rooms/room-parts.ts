import type { Clock } from '@tandem/protocol'
import type { Cluster } from '../cluster/cluster.ts'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { Digests } from '../storage/digests.ts'
import type { DocumentLog } from '../storage/document-log.ts'
import type { Snapshotter } from '../storage/snapshotter.ts'
import type { AccessLease } from './access-lease.ts'
import type { Commits } from './commits.ts'
import type { Heartbeats } from './heartbeats.ts'

/** What rooms are made of. */
export type RoomParts = {
  readonly log: DocumentLog
  readonly commits: Commits
  readonly heartbeats: Heartbeats
  readonly snapshotter: Snapshotter
  readonly digests: Digests
  readonly cluster: Cluster
  readonly lease: AccessLease
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
}
