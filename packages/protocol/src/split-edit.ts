import type { Edit, Splice } from '@tandem/crdt'
import * as limits from './limits.ts'

/**
 * What a splice may cost in an encoded change, at most: a character takes up to three bytes in UTF-8, a deleted one up
 * to a range of its own when nothing beside it was typed by the same replica, and an insertion names two neighbours.
 */
const bytesPerInserted = 3
const bytesPerDeleted = 12
const bytesPerSplice = 32
/** The rest is for the change's own head. */
const budgetBytes = limits.maxChangeBytes - 1024

/**
 * Cuts an edit into edits that each fit into one change, to be made one after another: positions of a later one count
 * in the text as the earlier ones left it. Never cuts between the halves of a surrogate pair, given that the edit's own
 * borders do not. `textAt` reads the text before the edit.
 */
export function splitEdit(edit: Edit, textAt: (from: number, to: number) => string): Edit[] {
  if (edit.reduce((sum, splice) => sum + costOf(splice), 0) <= budgetBytes) return [edit]
  // From the end to the start, so that what is done leaves the positions of the rest alone.
  const parts: Edit[] = []
  let part: Splice[] = []
  let left = budgetBytes
  const flush = () => {
    if (part.length > 0) parts.push(part)
    part = []
    left = budgetBytes
  }
  for (const splice of [...edit].reverse()) {
    const pieces = costOf(splice) <= budgetBytes ? [splice] : cut(splice, textAt)
    for (const piece of pieces) {
      // Pieces of one splice touch each other: they are separate edits, made one after another.
      if (pieces.length > 1 || costOf(piece) > left) flush()
      part.unshift(piece)
      left -= costOf(piece)
    }
    if (pieces.length > 1) flush()
  }
  flush()
  return parts
}

function costOf(splice: Splice): number {
  return bytesPerSplice + splice.insert.length * bytesPerInserted + (splice.to - splice.from) * bytesPerDeleted
}

/** One large splice as many: deletions from its end to its start, then insertions from the start to the end. */
function cut({ from, to, insert }: Splice, textAt: (from: number, to: number) => string): Splice[] {
  const pieces: Splice[] = []
  const deleteStep = Math.floor((budgetBytes - bytesPerSplice) / bytesPerDeleted)
  const insertStep = Math.floor((budgetBytes - bytesPerSplice) / bytesPerInserted)
  for (let end = to; end > from; ) {
    let start = Math.max(from, end - deleteStep)
    if (start > from && isLowHalf(textAt(start, start + 1))) start++
    pieces.push({ from: start, to: end, insert: '' })
    end = start
  }
  for (let start = 0; start < insert.length; ) {
    let end = Math.min(insert.length, start + insertStep)
    if (end < insert.length && isLowHalf(insert.slice(end, end + 1))) end--
    pieces.push({ from: from + start, to: from + start, insert: insert.slice(start, end) })
    start = end
  }
  return pieces
}

function isLowHalf(unit: string): boolean {
  return unit >= '\udc00' && unit <= '\udfff'
}
