import { ends } from '../text/none.ts'
import type { Rope } from '../text/rope.ts'
import { listProblem } from './list-problem.ts'

const { none } = ends

/** What is wrong with the pieces of a rope, or `null`: they are its text, and none but the last edited one is empty. O(n). */
export function ropeProblem(rope: Rope): string | null {
  const text = rope.toString() // tells the list of the last edits
  const { list } = rope
  let position = 0
  let empty = 0
  for (let piece = list.first; piece !== none; piece = list.next(piece)) {
    const end = position + list.weightOf(piece)
    if (end === position) empty += 1
    if (rope.slice(position, end) !== text.slice(position, end)) return `piece ${piece} is another text`
    position = end
  }
  if (list.size === 0 || empty > 1) return `${empty} of ${list.size} pieces are empty`
  return position === rope.length ? listProblem(list) : 'another length than all pieces'
}
