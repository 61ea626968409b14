import { ChangeSet, Text } from '@codemirror/state'
import type { Edit, Splice } from '@tandem/crdt'

/**
 * What a local change set means for the session's document.
 *
 * `edit` is ascending, disjoint and minimal; it never cuts a surrogate pair and never inserts half of one. `faithful` tells
 * whether it says exactly what the change set says; when it is false the editor has to show `edit` instead.
 */
export type ConvertedChanges = { readonly edit: Edit; readonly faithful: boolean }

/**
 * Converts a change set into an edit of `before`, the text it starts from.
 *
 * A splice that begins or ends inside a surrogate pair is widened to the pair. What is left of the pair stays when it still
 * makes whole characters together with the new text; otherwise the half goes, except that text inserted into the middle of
 * a pair lands behind it. Half a pair within inserted text becomes U+FFFD.
 */
export function editOf(changes: ChangeSet, before: Text): ConvertedChanges {
  const splices: Splice[] = []
  let faithful = true
  changes.iterChanges((from, to, _newFrom, _newTo, inserted) => {
    const widened = widen(before, from, to, inserted.toString())
    faithful &&= widened.faithful
    const last = splices.at(-1)
    // Only widening can make neighbours touch or overlap: two changes inside one pair, or at both of its ends.
    if (last && widened.splice.from <= last.to) splices[splices.length - 1] = join(last, widened.splice)
    else splices.push(widened.splice)
  })
  return { edit: splices.flatMap((splice) => trim(before, splice)), faithful }
}

/**
 * Converts an edit into a change set for a text of `length` code units. Only LF ends a line; a carriage return that came
 * from elsewhere stays a character of its line, so that positions mean the same on both sides.
 */
export function changesOf(edit: Edit, length: number): ChangeSet {
  return ChangeSet.of(
    edit.map(({ from, to, insert }) => ({ from, to, insert: textOf(insert) })),
    length,
  )
}

/** The smallest single replacement that turns `before` into `after`, cutting no surrogate pair; empty when they are equal. */
export function replacementOf(before: Text, after: string): ChangeSet {
  const splices = trimmed(before.toString(), 0, before.length, after)
  return changesOf(splices, before.length)
}

/** A text of lines that are divided by LF only. */
export function textOf(text: string): Text {
  return Text.of(text.split('\n'))
}

function widen(before: Text, from: number, to: number, insert: string): { splice: Splice; faithful: boolean } {
  const cutsFrom = insidePair(before, from)
  const cutsTo = insidePair(before, to)
  if (!cutsFrom && !cutsTo) {
    const wellFormed = toWellFormed(insert)
    return { splice: { from, to, insert: wellFormed }, faithful: wellFormed === insert }
  }
  const outerFrom = cutsFrom ? from - 1 : from
  const outerTo = cutsTo ? to + 1 : to
  const high = before.sliceString(outerFrom, from)
  const low = before.sliceString(to, outerTo)
  const whole = high + insert + low
  if (toWellFormed(whole) === whole) return { splice: { from: outerFrom, to: outerTo, insert: whole }, faithful: true }
  const kept = from === to ? high + low : ''
  return { splice: { from: outerFrom, to: outerTo, insert: kept + toWellFormed(insert) }, faithful: false }
}

function join(a: Splice, b: Splice): Splice {
  return { from: a.from, to: Math.max(a.to, b.to), insert: a.insert + b.insert }
}

function trim(before: Text, splice: Splice): Splice[] {
  if (splice.from === splice.to) return splice.insert === '' ? [] : [splice]
  if (splice.insert === '') return [splice]
  return trimmed(before.sliceString(splice.from, splice.to), splice.from, splice.to, splice.insert)
}

/** Takes what is equal at both ends of a replacement away; nothing is left when nothing changes. */
function trimmed(old: string, from: number, to: number, insert: string): Splice[] {
  const shorter = Math.min(old.length, insert.length)
  let start = 0
  while (start < shorter && old.charCodeAt(start) === insert.charCodeAt(start)) start++
  if (start === old.length && start === insert.length) return []
  if (start > 0 && isHigh(old.charCodeAt(start - 1))) start--
  let end = 0
  while (end < shorter - start && old.charCodeAt(old.length - 1 - end) === insert.charCodeAt(insert.length - 1 - end))
    end++
  if (end > 0 && isLow(old.charCodeAt(old.length - end))) end--
  return [{ from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) }]
}

function insidePair(text: Text, position: number): boolean {
  if (position === 0 || position === text.length) return false
  const around = text.sliceString(position - 1, position + 1)
  return isHigh(around.charCodeAt(0)) && isLow(around.charCodeAt(1))
}

/** `String.prototype.toWellFormed`, which is younger than the oldest engine that this runs on. */
function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
