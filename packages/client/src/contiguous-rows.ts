import type { StoredBase, StoredRow } from './offline-store.ts'

/** The rows that go on from the base, in order, up to the first that is missing. */
export function contiguousRows(base: StoredBase | null, rows: readonly StoredRow[]): StoredRow[] {
  const found: StoredRow[] = []
  let seq = base?.seq ?? 0
  for (const row of rows) {
    if (row.seq <= seq) continue
    if (row.seq !== seq + 1) break
    found.push(row)
    seq++
  }
  return found
}
