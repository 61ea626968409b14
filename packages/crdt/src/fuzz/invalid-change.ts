import type { Change, InvalidReason } from '../change.ts'
import type { Operation } from '../operation.ts'
import { itemAt } from './case.ts'
import type { CaseReplica } from './case-replica.ts'

/** Nobody in a case is called that. */
const stranger = 1_000_000

/** A change that a replica must refuse for ever, and why (SPEC.md C4, C5); `way` counts through the mistakes. */
export function invalidChange(
  { twin }: CaseReplica,
  way: number,
): { readonly change: Change; readonly reason: InvalidReason } {
  const insertion: Operation = { kind: 'insert', left: null, right: null, text: 'a' }
  const good: Change = { replica: stranger, rseq: 1, lamport: twin.lamport + 1, counter: 0, operations: [insertion] }
  const doing = (reason: InvalidReason, ...operations: Operation[]) => ({ change: { ...good, operations }, reason })
  const own = { replica: stranger, counter: 1 }
  const [known] = twin.counters().keys()
  const twice: Operation = { kind: 'delete', replica: known ?? stranger, counter: 0, length: 1 }
  return itemAt(
    [
      doing('malformed'),
      doing('malformed', { ...insertion, text: '' }),
      doing('text', { ...insertion, text: '\ud83d' }),
      doing('reference', { ...insertion, left: own }, insertion),
      doing('reference', insertion, { ...insertion, right: own }),
      doing('reference', { kind: 'type', text: 'a' }),
      doing('overlap', insertion, twice, twice),
      { change: { ...good, lamport: 0 }, reason: 'lamport' },
      { change: { ...good, counter: 1, lamport: twin.lamport + 2 }, reason: 'counter' },
    ],
    way,
  )
}
