import {
  type Change,
  changeExtent,
  DecodeError,
  decodeChange,
  encodeChange,
  InvalidChange,
  type ReplicaId,
} from '@tandem/crdt'
import type { EchoMessage, EchoRow } from './echo.ts'

/** A row whose content is known to whoever has the row before of its replica. */
export type TypedRow = Extract<EchoRow, { kind: 'typed' }>

/** The short form of a change that is one ASCII character typed on; null for any other. */
export function typedRowOf({ replica, counter, lamport, operations }: Change): TypedRow | null {
  const [operation] = operations
  if (operations.length !== 1 || operation?.kind !== 'type' || operation.text.length !== 1) return null
  const unit = operation.text.charCodeAt(0)
  return unit > 0x7f ? null : { kind: 'typed', replica, lag: lamport - 1 - counter, unit }
}

/** A row as the log has it, or the name of an own one. */
export type ReadRow =
  | { readonly kind: 'change'; readonly change: Change; readonly payload: Uint8Array }
  | { readonly kind: 'own'; readonly replica: ReplicaId; readonly rseq: number }

/** An echo with nothing left out. */
export type ReadEcho = Pick<EchoMessage, 'firstSeq' | 'authors'> & {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly rows: readonly ReadRow[]
}

/** What the next change of a replica begins with. */
type Next = { readonly rseq: number; readonly counter: number }

/**
 * Puts back what the echoes of one connection leave out. They have to be read in their order, all of them; rows that
 * come again are passed over.
 */
export class EchoReader {
  readonly #next = new Map<ReplicaId, Next>()
  #at = 0
  #seq = 0

  /** Throws DecodeError for a row that is no change, and for a short one that nothing came before. */
  read(echo: EchoMessage): ReadEcho {
    const { authors, rows } = echo
    const known = Math.min(Math.max(0, this.#seq + 1 - echo.firstSeq), rows.length)
    if (rows.length > known) this.#at += echo.since
    this.#seq = Math.max(this.#seq, echo.firstSeq + rows.length - 1)
    const fresh = rows.slice(known).map((row) => this.#row(row))
    return { firstSeq: echo.firstSeq + known, at: this.#at, authors, rows: fresh }
  }

  #row(row: EchoRow): ReadRow {
    if (row.kind === 'own') return row
    const change = row.kind === 'change' ? decodeChange(row.payload) : this.#typed(row)
    const payload = row.kind === 'change' ? row.payload : encoded(change)
    this.#next.set(change.replica, { rseq: change.rseq + 1, counter: change.counter + changeExtent(change).characters })
    return { kind: 'change', change, payload }
  }

  #typed({ replica, lag, unit }: TypedRow): Change {
    const next = this.#next.get(replica)
    if (!next) throw new DecodeError('invalid', 'a short row of a replica that nothing is known of')
    const { rseq, counter } = next
    const operations = [{ kind: 'type', text: String.fromCharCode(unit) }] as const
    return { replica, rseq, counter, lamport: counter + 1 + lag, operations }
  }
}

/** What a short row says is trusted no more than what a whole one says. */
function encoded(change: Change): Uint8Array {
  try {
    return encodeChange(change)
  } catch (error) {
    if (error instanceof InvalidChange) throw new DecodeError('invalid', error.message)
    throw error
  }
}
