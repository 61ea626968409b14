import { FakeClock } from '@tandem/protocol/testing'
import { soleNode } from '../../cluster/sole-node.ts'
import { createLogger } from '../../observability/logger.ts'
import { createMetrics } from '../../observability/metrics.ts'
import { type Digests, noDigests } from '../../storage/digests.ts'
import { memoryStage } from '../../storage/memory-stage.ts'
import { noSnapshots } from '../../storage/no-snapshots.ts'
import { AccessLease } from '../access-lease.ts'
import { Commits } from '../commits.ts'
import { Heartbeats } from '../heartbeats.ts'

/**
 * What rooms of one document, `doc`, are made of without a database: its log is in memory, and its node is the only one. The
 * model behind the log, and the time by which the lease counts, are the test's to change.
 */
export function memoryParts(digests: Digests = noDigests) {
  const { log, model } = memoryStage()
  const clock = new FakeClock()
  const logger = createLogger('silent')
  const time = { ms: 0 }
  const lease = new AccessLease([() => time.ms])
  lease.renew(lease.moment())
  const parts = {
    log,
    commits: new Commits(log, clock, setImmediate),
    heartbeats: new Heartbeats(clock),
    snapshotter: noSnapshots,
    digests,
    cluster: soleNode({ headsBeyond: async (known) => model.log.headsBeyond(known), clock, logger }),
    lease,
    clock,
    logger,
    metrics: createMetrics(),
  }
  return { parts, model, time }
}
