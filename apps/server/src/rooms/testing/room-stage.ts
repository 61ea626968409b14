import { decodeChange } from '@tandem/crdt'
import { type Downstream, decodeDownstream, type ErrorCode } from '@tandem/protocol'
import type { Digests } from '../../storage/digests.ts'
import { signInOf, typed } from '../../storage/document-log-contract.ts'
import { Room } from '../room.ts'
import type { SessionConnection } from '../room-session.ts'
import { memoryParts } from './memory-parts.ts'

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
export async function roomStage(digests?: Digests) {
  const { parts, model, time } = memoryParts(digests)
  const { log, lease, clock, cluster } = parts
  const failures: unknown[] = []
  const failed = (_: Room, error: unknown) => failures.push(error)
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
  return { log, model, room, lease, time, clock, cluster, join, failures }
}
