import { present } from '../assert.ts'
import { Chunk } from '../text/chunk.ts'
import type { Rope } from '../text/rope.ts'
import { treeShape } from '../text/tree-shape.ts'
import { treeProblem } from './tree-problem.ts'

const { none } = treeShape

/** What is wrong with the structure of a rope, or `null`: all that `Rope` and `Chunk` say of themselves. O(n). */
export function ropeProblem({ parts, length }: Rope): string | null {
  const { tree, chunks, unused, here, number: hereNumber, start: hereStart, whole, opened } = parts
  if (tree.size + unused.length !== chunks.length) return 'a lost chunk'
  let start = 0
  let untouched = 0
  let hereSeen = here === null
  for (let number = tree.first; number !== none; number = tree.next(number)) {
    const chunk = present(chunks[number], 'chunk')
    const problem = chunkProblem(chunk)
    if (problem !== null) return `chunk ${number}: ${problem}`
    if (number === hereNumber) hereSeen = chunk === here && start === hereStart
    else if (chunk.length !== tree.weightOf(number)) return `the weight of chunk ${number} is another`
    if (chunk.untouched) untouched += chunk.length
    start += chunk.length
  }
  if (!hereSeen) return 'the remembered chunk is another, or elsewhere'
  if (whole !== null && whole.length !== length) return 'another length than the whole text'
  if ((whole === null || start > 0) && start !== length) return 'another length than all chunks'
  if (untouched !== parts.untouched || untouched * 2 < opened) return 'another number of untouched units'
  return treeProblem(tree)
}

function chunkProblem({ parts, length }: Chunk): string | null {
  const { text, gap, capacity } = parts
  if (length < 1 || length > Chunk.maxUnits) return `${length} units`
  if (text !== null) return text.length === length ? null : 'a text of another length'
  if (gap < 0 || gap > length) return 'a gap outside the text'
  if (capacity < length) return 'a buffer shorter than the text'
  return capacity > 2 * (length + Chunk.leastRoom) ? 'a buffer much longer than the text' : null
}
