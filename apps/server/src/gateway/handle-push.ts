import { DecodeError, decodeChange } from '@tandem/crdt'
import { DomainError } from '@tandem/documents'
import { mayWrite, type PushMessage } from '@tandem/protocol'
import type { Pushed } from '../rooms/room.ts'
import type { Joined } from './handle-hello.ts'

/**
 * Hands a session's changes to its room. What can be seen without the log is refused here, so that it costs no
 * statement; the log checks all of it again, under its lock.
 */
export function handlePush({ room, session }: Joined, push: PushMessage): void {
  if (push.changes.length === 0) throw new DomainError('bad_request', 'The push is empty.')
  const pushed: Pushed[] = []
  for (const payload of push.changes) {
    const change = decodePushed(payload)
    if (!session.replicas.has(change.replica)) throw new RefusedPush('replica_invalid', change.rseq)
    if (!mayWrite(session.role)) throw new RefusedPush('forbidden', change.rseq)
    pushed.push({ change, payload })
  }
  room.push(session, pushed)
}

/** A push that was refused before it reached the room, and the change that it was refused for. */
export class RefusedPush extends DomainError {
  readonly rseq: number

  constructor(code: 'replica_invalid' | 'forbidden', rseq: number) {
    super(code)
    this.name = 'RefusedPush'
    this.rseq = rseq
  }
}

function decodePushed(payload: Uint8Array) {
  try {
    return decodeChange(payload)
  } catch (error) {
    if (error instanceof DecodeError) throw new DomainError('bad_change')
    throw error
  }
}
