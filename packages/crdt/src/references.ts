import type { Change } from './change.ts'
import type { ReplicaId } from './id.ts'

const noReferences: ReadonlyMap<ReplicaId, number> = new Map()

/**
 * What a change refers to: per replica the highest counter that its origins and deletions name. Code units that the
 * change itself inserts don't count; older ones of its own replica do.
 */
export function changeReferences(change: Change): ReadonlyMap<ReplicaId, number> {
  const highest = new Map<ReplicaId, number>()
  const refer = (replica: ReplicaId, counter: number) => {
    if (replica === change.replica && counter >= change.counter) return
    highest.set(replica, Math.max(counter, highest.get(replica) ?? 0))
  }
  for (const operation of change.operations) {
    if (operation.kind === 'insert') {
      if (operation.left !== null) refer(operation.left.replica, operation.left.counter)
      if (operation.right !== null) refer(operation.right.replica, operation.right.counter)
    } else if (operation.kind === 'delete') {
      const last = operation.counter + operation.length - 1
      // A deletion may begin in older text of its own replica and end in what this change inserts.
      const spans = operation.replica === change.replica && operation.counter < change.counter
      refer(operation.replica, spans ? Math.min(last, change.counter - 1) : last)
    }
  }
  // Most changes only type on: those that are kept must not keep a map each.
  return highest.size === 0 ? noReferences : highest
}
