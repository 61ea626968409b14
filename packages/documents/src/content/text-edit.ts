import type { Edit, Splice } from '@tandem/crdt'
import { diffArrays, diffChars } from 'diff'

/** Lines that may differ before the rest counts as one difference: comparing takes the square of it. */
const maxLineEdits = 2_000
/** Code units of a difference between lines within which characters are compared: a paragraph. */
const maxCompared = 2_000

/**
 * The edit that makes `after` out of `before`, as small as is worth finding: whole lines that are in both stay, and of
 * lines that differ the characters that are in both do. So what somebody else changes beside it at the same time stays as
 * well. Never cuts between the halves of a surrogate pair, given that both texts are well formed.
 */
export function editBetween(before: string, after: string): Edit {
  const [same, sameAtEnd] = commonEnds(before, after)
  // Whole lines: what is in both of a line that differs is found with the rest of it.
  const start = same === 0 ? 0 : before.lastIndexOf('\n', same - 1) + 1
  const lineEnd = before.indexOf('\n', before.length - sameAtEnd)
  const end = lineEnd === -1 ? 0 : before.length - lineEnd - 1
  return [...compareLines(before.slice(start, before.length - end), after.slice(start, after.length - end), start)]
}

/** How many code units are the same at the start, and of the rest at the end. */
function commonEnds(a: string, b: string): [start: number, end: number] {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a.charCodeAt(start) === b.charCodeAt(start)) start++
  if (isInsidePair(a, start) || isInsidePair(b, start)) start--
  let end = 0
  while (end < most - start && a.charCodeAt(a.length - end - 1) === b.charCodeAt(b.length - end - 1)) end++
  if (isInsidePair(a, a.length - end) || isInsidePair(b, b.length - end)) end--
  return [start, end]
}

/** Whether a position is behind the first half of a pair; in well-formed text nothing else can be there. */
function isInsidePair(text: string, position: number): boolean {
  const unit = text.charCodeAt(position - 1)
  return unit >= 0xd800 && unit <= 0xdbff
}

function* compareLines(before: string, after: string, offset: number): Generator<Splice> {
  const lines = diffArrays(linesOf(before), linesOf(after), { maxEditLength: maxLineEdits })
  if (!lines) {
    yield { from: offset, to: offset + before.length, insert: after }
    return
  }
  let from = offset
  let removed = ''
  let added = ''
  for (const part of [...lines, null]) {
    if (part?.removed) removed += part.value.join('')
    else if (part?.added) added += part.value.join('')
    else {
      yield* compareCharacters(removed, added, from)
      from += removed.length + (part?.value.join('').length ?? 0)
      removed = ''
      added = ''
    }
  }
}

function* compareCharacters(before: string, after: string, offset: number): Generator<Splice> {
  if (before === after) return
  const parts = before.length + after.length <= maxCompared ? diffChars(before, after) : []
  if (parts.length === 0) {
    const [start, end] = commonEnds(before, after)
    yield { from: offset + start, to: offset + before.length - end, insert: after.slice(start, after.length - end) }
    return
  }
  let from = offset
  let removed = 0
  let added = ''
  for (const part of [...parts, null]) {
    if (part?.removed) removed += part.value.length
    else if (part?.added) added += part.value
    else {
      if (removed > 0 || added !== '') yield { from, to: from + removed, insert: added }
      from += removed + (part?.value.length ?? 0)
      removed = 0
      added = ''
    }
  }
}

/** Lines with their ends: put together they are the text. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
