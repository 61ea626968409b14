import { nodeLimits } from '../world/node-limits.ts'
import type { SeenConnection } from '../world/witness.ts'
import type { Invariant } from './invariant.ts'

/** Pushes of one page between two looks at its reader, with its burst: each may be answered with a refusal. */
const refusals = 90
/** What waits for one reader: the messages that it may have, and what it is refused until somebody looks. */
const most = nodeLimits.unsentMessages + refusals

/** Rows and presence that wait for a reader, behind the first message that does. */
const keptBack = new WeakMap<SeenConnection, number>()

/** A reader that takes nothing costs a bounded amount, and rows and presence that it does not take are not even sent. */
export const bounded: Invariant = {
  name: 'I13 bounded',
  sent(_, connection, { kind }) {
    const { bytes, messages } = connection.unsent
    if (messages > most) return `${messages} messages wait for ${connection.visitor.name}`
    if (bytes > 2 * nodeLimits.unsentBytes) return `${bytes} bytes wait for ${connection.visitor.name}`
    const before = keptBack.get(connection) ?? 0
    const waiting = messages === 0 ? 0 : before + (kind === 'echo' || kind === 'presence' ? 1 : 0)
    keptBack.set(connection, waiting)
    if (waiting > nodeLimits.unsentMessages)
      return `${waiting} echoes and presences wait for ${connection.visitor.name}`
    return null
  },
}
