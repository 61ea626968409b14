import type { SeenConnection } from '../world/witness.ts'
import type { Invariant } from './invariant.ts'

/** The row that comes next on a connection; not known before its first echo, unless it begins with a snapshot. */
const nextRows = new WeakMap<SeenConnection, number>()

/** A connection is sent every row once, in the order of the log. Pages would mend a gap by coming again: that is no excuse. */
export const inOrder: Invariant = {
  name: 'I9 in order',
  sent(_, connection, message) {
    if (message.kind === 'welcome' && message.snapshot) nextRows.set(connection, message.snapshot.seq + 1)
    if (message.kind !== 'echo') return null
    const { firstSeq, rows } = message
    const next = nextRows.get(connection) ?? firstSeq
    nextRows.set(connection, firstSeq + rows.length)
    return next === firstSeq ? null : `${connection.visitor.name} is sent row ${firstSeq} where ${next} comes next`
  },
}
