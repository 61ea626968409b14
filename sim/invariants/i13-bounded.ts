import { nodeLimits } from '../world/node-limits.ts'
import type { Invariant } from './invariant.ts'

/** What waits for one reader: the messages that it may have, those of one more check, and the word why it is cut. */
const most = nodeLimits.unsentMessages + 10

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
