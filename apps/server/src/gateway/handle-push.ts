import { type Change, changeExtent, DecodeError, decodeChange } from '@tandem/crdt'
import { limits, mayWrite, type PushMessage } from '@tandem/protocol'
import type { Overload } from '../limits/overload.ts'
import { refusal } from '../rooms/error-sentences.ts'
import type { Pushed } from '../rooms/room-writer.ts'
import type { Joined } from './joined.ts'

/** Bytes of a change that count as a character when it inserts none: a deleted range takes as many. */
const bytesPerWeight = 4

/**
 * Hands a session's changes to its room. What can be seen without the log is refused here, so that it costs no
 * statement; the log checks all of it again, under its lock.
 *
 * What is refused for now is told once: everything that is on its way behind it is dropped, until the client begins
 * again with what was refused. Otherwise each push behind it would be a gap, which is a reason to doubt the client.
 */
export function handlePush(joined: Joined, push: PushMessage, overload: Overload): void {
  const { session, connection, limits: mine } = joined
  const [payload] = push.changes
  if (!payload) throw refusal('bad_request', 'The push is empty.')
  const first = decodePushed(payload)
  const bytes = push.changes.reduce((sum, change) => sum + change.length, 0)
  // Of what is not its own no order is kept: there are as many replicas as somebody likes to name.
  if (session.replicas.includes(first.replica)) connection.order.begins(first)
  const refused = connection.order.refuses ? 'busy' : tryPush(joined, push, first, bytes, overload)
  if (refused === null) return
  if (!mine.forgives(bytes)) throw refusal('rate_limited')
  if (connection.order.isWordDue) connection.refuse(refused, first.rseq)
}

/** Hands the changes over; otherwise says why not, and nothing of the push counts. */
function tryPush(joined: Joined, push: PushMessage, first: Change, bytes: number, overload: Overload) {
  const { room, session, connection, limits: mine } = joined
  if (bytes > limits.maxPushBytes) return 'too_large'
  if (!mayWrite(session.role)) return 'forbidden'
  if (overload.refusesPushes) return 'busy'
  if (!mine.maySendPush()) return 'rate_limited'
  const pushed: Pushed[] = []
  let weight = 0
  for (const [at, payload] of push.changes.entries()) {
    const change = at === 0 ? first : decodePushed(payload)
    if (!session.replicas.includes(change.replica)) return 'replica_invalid'
    pushed.push({ change, payload })
    weight += Math.max(changeExtent(change).characters, Math.ceil(payload.length / bytesPerWeight))
  }
  if (!mine.mayWrite(pushed.length, weight)) return 'rate_limited'
  for (const { change } of pushed) connection.order.saw(change)
  room.push(session, pushed)
  return null
}

function decodePushed(payload: Uint8Array): Change {
  try {
    return decodeChange(payload)
  } catch (error) {
    if (error instanceof DecodeError) throw refusal('bad_change')
    throw error
  }
}
