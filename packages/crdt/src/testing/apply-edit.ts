import { checkEdit, type Edit } from '../edit.ts'

/** The text after the edit. Throws `RangeError` when the edit's splices are unsorted, overlap or lie outside the text. */
export function applyEdit(text: string, edit: Edit): string {
  checkEdit(edit, text.length)
  const pieces: string[] = []
  let position = 0
  for (const { from, to, insert } of edit) {
    pieces.push(text.slice(position, from), insert)
    position = to
  }
  pieces.push(text.slice(position))
  return pieces.join('')
}
