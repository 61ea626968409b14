import { ends } from '../text/none.ts'
import type { Rope } from '../text/rope.ts'
import { listProblem } from './list-problem.ts'

const { none } = ends

/** What is wrong with the structure of a rope, or `null`: all that `Rope` says of itself. O(n). */
export function ropeProblem(rope: Rope): string | null {
  rope.toString() // tells the list of the last edits
  const { list, texts, unused, here, start } = rope.parts
  if (list.size + unused.length !== texts.length || list.size < 1) return 'a lost piece'
  let length = 0
  for (let piece = list.first; piece !== none; piece = list.next(piece)) {
    const text = texts[piece] ?? ''
    if (text.length !== list.weightOf(piece)) return `the weight of piece ${piece} is another`
    if (piece === here ? start !== length : text === '' && list.size > 1) return `piece ${piece} is empty, or elsewhere`
    length += text.length
  }
  return length === rope.length ? listProblem(list) : 'another length than all pieces'
}
