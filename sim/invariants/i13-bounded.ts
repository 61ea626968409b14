import { nodeLimits } from '../world/node-limits.ts'
import type { Invariant } from './invariant.ts'

/** Pushes of one page between two looks at its reader, with its burst: each may be answered with a refusal. */
const refusals = 90
/** What waits for one reader: the messages that it may have, and what it is refused until somebody looks. */
const most = nodeLimits.unsentMessages + refusals

/** A reader that takes nothing costs a bounded amount. */
export const bounded: Invariant = {
  name: 'I13 bounded',
  sent(_, connection) {
    const { bytes, messages } = connection.unsent
    if (messages > most) return `${messages} messages wait for ${connection.visitor.name}`
    if (bytes > 2 * nodeLimits.unsentBytes) return `${bytes} bytes wait for ${connection.visitor.name}`
    return null
  },
}
