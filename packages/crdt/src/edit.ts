/** Replaces the text between two positions. Positions count UTF-16 code units. */
export type Splice = { readonly from: number; readonly to: number; readonly insert: string }

/**
 * What changes in a text: splices with positions in the text *before* the edit, ascending and disjoint, so that they can
 * be handed to CodeMirror as one set of changes. The edits that this package returns are minimal too: splices don't
 * touch, none is without effect, and none covers a character that stays.
 */
export type Edit = readonly Splice[]

/** Throws `RangeError` unless the edit's splices ascend, are disjoint and lie inside a text of that length. */
export function checkEdit(edit: Edit, length: number): void {
  let position = 0
  for (const { from, to } of edit) {
    const isRange = Number.isInteger(from) && Number.isInteger(to) && position <= from && from <= to && to <= length
    if (!isRange) throw new RangeError(`${from} to ${to} outside ${position} to ${length}`)
    position = to
  }
}
