import type { Change } from '@tandem/crdt'
import type { ReadEcho } from '@tandem/protocol'
import type { OutboxChange, StoredRow } from './offline-store.ts'
import type { Outbox } from './outbox.ts'

/** Rows that a copy of the log does not have yet. */
type NewRows = {
  /** As they are kept. */
  readonly rows: readonly StoredRow[]
  /** What has to be applied: an own row without content shows already. */
  readonly changes: readonly Change[]
  /** Those of mine that they confirm. */
  readonly echoed: readonly OutboxChange[]
}

/**
 * The rows of an echo behind row `seq`, held against the outbox. `gap` when the content of one is missing; `diverged` when
 * one has the name of a change of mine, and other content.
 */
export function newRows(echo: ReadEcho, seq: number, outbox: Outbox): NewRows | 'gap' | 'diverged' {
  const rows: StoredRow[] = []
  const changes: Change[] = []
  const echoed: OutboxChange[] = []
  for (const [at, row] of echo.rows.entries()) {
    const rowSeq = echo.firstSeq + at
    if (rowSeq <= seq) continue
    if (row.kind === 'own') {
      const mine = outbox.find(row)
      // Sent by a page that died before the device had it: what is sent to a new connection has its content.
      if (!mine) return 'gap'
      rows.push({ seq: rowSeq, payload: mine.payload })
      echoed.push(mine)
      continue
    }
    const { change, payload } = row
    const mine = outbox.find(change)
    if (mine && !sameBytes(mine.payload, payload)) return 'diverged'
    rows.push({ seq: rowSeq, payload })
    changes.push(change)
    if (mine) echoed.push(mine)
  }
  return { rows, changes, echoed }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
