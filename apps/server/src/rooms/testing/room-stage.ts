import { decodeChange } from '@tandem/crdt'
import { type Downstream, decodeDownstream, type ErrorCode } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { soleNode } from '../../cluster/sole-node.ts'
import { createLogger } from '../../observability/logger.ts'
import { createMetrics } from '../../observability/metrics.ts'
import { type Digests, noDigests } from '../../storage/digests.ts'
import { signInOf, typed } from '../../storage/document-log-contract.ts'
import { memoryStage } from '../../storage/memory-stage.ts'
import { AccessLease } from '../access-lease.ts'
import { Commits } from '../commits.ts'
import { Heartbeats } from '../heartbeats.ts'
import { Room } from '../room.ts'
import type { SessionConnection } from '../room-session.ts'

/** The end of a turn of the event loop. */
export const turn = () => new Promise(setImmediate)

/** A connection that a test can stop up. */
export class FakeConnection implements SessionConnection {
  readonly received: Downstream[] = []
  congested = false
  closed = false
  #drained: (() => void)[] = []

  send(frame: Uint8Array): void {
    this.received.push(decodeDownstream(frame))
  }

  drained(): Promise<void> {
    return this.congested ? new Promise((resolve) => this.#drained.push(resolve)) : Promise.resolve()
  }

  drain(): void {
    this.congested = false
    for (const resolve of this.#drained.splice(0)) resolve()
  }

  refuse(code: ErrorCode, rseq: number): void {
    this.received.push({ kind: 'error', code, message: '', rseq })
  }

  close(error: Extract<Downstream, { kind: 'error' }>): void {
    this.received.push(error)
    this.closed = true
  }

  /** The places of all rows that came, in the order in which they came. */
  get seqs(): number[] {
    return this.received.flatMap((message) =>
      message.kind === 'echo' ? message.rows.map((_, at) => message.firstSeq + at) : [],
    )
  }

  get errors(): Downstream[] {
    return this.received.filter((message) => message.kind === 'error')
  }
}

/** The room of one document over a log in memory. */
export async function roomStage(digests: Digests = noDigests) {
  const { log, model } = memoryStage()
  const snapshotter = {
    latest: async () => null,
    opened() {},
    grew() {},
    closed() {},
    idle: async () => {},
    close: async () => {},
  }
  const clock = new FakeClock()
  const failures: unknown[] = []
  const failed = (_: Room, error: unknown) => failures.push(error)
  const logger = createLogger('silent')
  const time = { ms: 0 }
  const lease = new AccessLease([() => time.ms])
  lease.renew(lease.moment())
  const parts = {
    log,
    commits: new Commits(log, clock, setImmediate),
    heartbeats: new Heartbeats(clock),
    snapshotter,
    digests,
    cluster: soleNode({ clock, logger }),
    lease,
    clock,
    logger,
    metrics: createMetrics(),
  }
  const room = await Room.open('doc', parts, failed)
  if (!room) throw new Error('the room opens')
  const join = async (userId: string) => {
    const connection = new FakeConnection()
    const replica = await log.issueReplica({ documentId: 'doc', userId, sessionId: 'session' })
    const person = { id: userId, name: userId, hue: 0 }
    const session = room.join(connection, person, signInOf(userId), [replica])
    session.role = 'editor'
    const type = (text: string) =>
      room.push(
        session,
        typed(replica, text).map(({ payload }) => ({ change: decodeChange(payload), payload })),
      )
    return { connection, session, replica, type }
  }
  return { log, model, room, lease, time, clock, join, failures }
}
