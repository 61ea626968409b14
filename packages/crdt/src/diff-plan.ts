import { DecodeError } from './codec/decode-error.ts'
import { type DiffPiece, type DiffReplica, hidden, unitsIn } from './diff-content.ts'
import type { Id, ReplicaId } from './id.ts'
import type { DeleteOperation } from './operation.ts'
import { ProgressTable } from './progress.ts'
import type { SharedText } from './text/shared-text.ts'

/** What to do with a diff, decided before anything is done. */
export type DiffPlan = {
  /** What is unknown yet, in an order in which it can be inserted. */
  readonly insertions: readonly DiffPiece[]
  /** What is known and deleted. */
  readonly deletions: readonly DeleteOperation[]
  /** How far replicas have come then; itself it has only those of which something new is told. */
  readonly progress: ProgressTable
  /** How many changes are told that are not applied yet. */
  readonly changes: number
  /** How many code units it inserts. */
  readonly units: number
}

/** The pieces of a replica that are to be inserted. */
type Queue = { readonly pieces: readonly DiffPiece[]; placed: number; next: number }

/**
 * Decides what to do with a diff where replicas have come that far. Throws `DecodeError`: `missing` when it was made for
 * somebody who knows more, `invalid` when it contradicts what is known, or itself.
 */
export function planDiff(replicas: readonly DiffReplica[], reached: ProgressTable): DiffPlan {
  const deletions: DeleteOperation[] = []
  const queues = new Map<ReplicaId, Queue>()
  const progress = new ProgressTable(reached)
  let changes = 0
  let units = 0
  for (const told of replicas) {
    const { id, rseq, counter, lamport, from, pieces } = told
    const known = reached.of(id)
    if (from > known.counter) {
      throw new DecodeError('missing', `code units ${known.counter} to ${from - 1} of replica ${id} are not known here`)
    }
    const [older, newer] = rseq > known.rseq ? [known, told] : [told, known]
    if (older.counter > newer.counter || older.lamport > newer.lamport) refuse()
    for (const deletion of told.deletions) deletions.push(deletion)
    const unknown: DiffPiece[] = []
    for (const piece of pieces) {
      const overlap = Math.min(unitsIn(piece), Math.max(0, known.counter - piece.birth.counter))
      if (overlap > 0 && piece.deleted > 0) {
        deletions.push({ kind: 'delete', replica: id, counter: piece.birth.counter, length: overlap })
      }
      if (overlap < unitsIn(piece)) unknown.push(overlap === 0 ? piece : rest(piece, overlap))
    }
    if (newer === known) continue
    if (unknown[0] !== undefined && unknown[0].birth.lamport <= known.lamport) refuse()
    queues.set(id, { pieces: unknown, placed: 0, next: known.counter })
    progress.reach(id, rseq, counter, lamport)
    changes += rseq - known.rseq
    units += counter - known.counter
  }
  return { insertions: inOrder(queues, reached), deletions, progress, changes, units }
}

/** Does to the text what a plan says. */
export function performDiff(text: SharedText, { insertions, deletions }: DiffPlan): void {
  for (const { operation, birth, deleted } of insertions) {
    text.begin(birth.replica, birth.counter)
    text.insert(operation, birth, deleted)
  }
  for (const deletion of deletions) {
    text.begin(deletion.replica, Infinity) // nothing of the replica is new, as far as is known here
    text.delete(deletion)
  }
}

/** A piece without its first code units. */
function rest({ birth, operation, deleted }: DiffPiece, known: number): DiffPiece {
  const isPlain = deleted > 0 && operation.text === hidden.unit
  const text = isPlain ? hidden.unit : operation.text.slice(known)
  if (!text.isWellFormed()) refuse()
  return {
    birth: { ...birth, counter: birth.counter + known, lamport: birth.lamport + known },
    operation: { kind: 'type', text },
    deleted: isPlain ? deleted - known : deleted,
  }
}

/**
 * The pieces so that each comes behind the one before it of its replica and behind its origins. Time does not tell that
 * order: nothing stops a hostile replica from having a clock that is late.
 */
function inOrder(queues: ReadonlyMap<ReplicaId, Queue>, reached: ProgressTable): readonly DiffPiece[] {
  const pieces: DiffPiece[] = []
  const isUnknown = (id: Id | null) =>
    id !== null && id.counter >= (queues.get(id.replica) ?? { next: reached.of(id.replica).counter }).next
  for (const [replica, { pieces: own }] of queues) {
    // What is wanted now, because of what is wanted before it.
    const wanted: Id[] = [{ replica, counter: own.at(-1)?.birth.counter ?? -1 }]
    for (let id = wanted.at(-1); id !== undefined; id = wanted.at(-1)) {
      const queue = queues.get(id.replica)
      const piece = queue?.pieces[queue.placed]
      if (!isUnknown(id)) wanted.pop()
      // Twice the same replica is wanted in a circle only.
      else if (queue === undefined || piece === undefined || wanted.length > queues.size) refuse()
      else {
        const { operation, birth } = piece
        const [missing] = operation.kind === 'type' ? [] : [operation.left, operation.right].filter(isUnknown)
        if (missing) wanted.push(missing)
        else {
          pieces.push(piece)
          queue.placed += 1
          queue.next = birth.counter + unitsIn(piece)
        }
      }
    }
  }
  return pieces
}

function refuse(): never {
  throw new DecodeError('invalid', 'a diff that contradicts itself, or what is known here')
}
