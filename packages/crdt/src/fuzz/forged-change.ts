import type { Change } from '../change.ts'
import type { Id } from '../id.ts'
import type { DeleteOperation, InsertOperation, Operation } from '../operation.ts'
import type { AnyId, ForgedInsertion, ForgedOperation, ForgeStep } from './case.ts'
import { resolveId } from './case.ts'
import type { CaseReplica } from './case-replica.ts'

/** The change that a step describes, as that replica would have to make it now; `null` when nothing of it can be valid. */
export function forgedChange(replica: CaseReplica, { late, operations }: ForgeStep): Change | null {
  const { twin } = replica
  const forger = new Forger(replica)
  for (const operation of operations) forger.add(operation)
  if (forger.operations.length === 0) return null
  return {
    replica: replica.id,
    rseq: twin.rseqOf(replica.id) + 1,
    lamport: twin.lamport + 1 + late,
    counter: twin.nextOf(replica.id),
    operations: forger.operations,
  }
}

class Forger {
  readonly operations: Operation[] = []
  readonly #replica: CaseReplica
  #next: number

  constructor(replica: CaseReplica) {
    this.#replica = replica
    this.#next = replica.twin.nextOf(replica.id)
  }

  add(operation: ForgedOperation): void {
    if (operation.kind === 'property') {
      const { key, value } = operation
      this.operations.push(value === undefined ? { kind: 'remove', key } : { kind: 'set', key, value })
    } else if (operation.kind === 'delete') {
      this.#addDeletion(operation.first, operation.length)
    } else if (operation.text !== '') {
      if (operation.kind === 'insert') this.#addInsertions(operation)
      else if (this.#next > 0) {
        this.operations.push(operation)
        this.#next += operation.text.length
      }
    }
  }

  #addInsertions({ left, right, text, times = 1 }: ForgedInsertion): void {
    const insertion: InsertOperation = { kind: 'insert', left: this.#resolve(left), right: this.#resolve(right), text }
    for (let rest = times; rest > 0; rest--) this.operations.push(insertion)
    this.#next += times * text.length
  }

  #addDeletion(first: AnyId, length: number): void {
    const id = this.#resolve(first)
    if (id === null) return
    const end = Math.min(id.counter + Math.max(1, length), this.#nextOf(id.replica))
    const deletion: DeleteOperation = { kind: 'delete', ...id, length: end - id.counter }
    // Deleting twice in one change isn't valid.
    if (!this.operations.some((other) => other.kind === 'delete' && overlap(other, deletion))) {
      this.operations.push(deletion)
    }
  }

  #resolve(id: AnyId | null): Id | null {
    return id === null
      ? null
      : resolveId(id, new Map([...this.#replica.twin.counters(), [this.#replica.id, this.#next]]))
  }

  #nextOf(replica: number): number {
    return replica === this.#replica.id ? this.#next : this.#replica.twin.nextOf(replica)
  }
}

function overlap(a: DeleteOperation, b: DeleteOperation): boolean {
  return a.replica === b.replica && a.counter < b.counter + b.length && b.counter < a.counter + a.length
}
