import { changeExtent, decodeChange, type Id } from '@tandem/crdt'
import { type Intention, unitBefore } from '../world/intentions.ts'
import type { Watched } from '../world/watched.ts'
import type { Invariant } from './invariant.ts'

/** A code unit that somebody typed. */
type Unit = {
  readonly id: Id
  /** Its change. */
  readonly rseq: number
  readonly meant: Intention | null
  /** Counter of the first one that was typed before it without moving the caret: itself, when it was moved. */
  readonly run: number
}

/** A code unit and the one that its author typed next, as far as both show. */
type Pair = { readonly before: Unit; readonly after: Unit }

/**
 * People get what they meant: exactly what they chose is deleted, and between two code units that somebody typed one after the
 * other nothing shows but what was put there by somebody who saw the first of them.
 */
export const intention: Invariant = {
  name: 'I12 intention',
  ended(world) {
    for (const documentId of world.documents) {
      const page = world.pages.find((one) => one.documentId === documentId && one.session?.state.phase === 'live')
      const doc = page?.session?.doc
      if (!page || !doc || page.session?.unsaved.count) continue
      const { units, deleted } = written(world, documentId)
      const shown: Unit[] = []
      for (let place = 1; place <= doc.length; place++) {
        const id = unitBefore(doc, place)
        const unit = id && units.get(keyOf(id))
        if (!unit) return `${page.name} shows at ${place} what nobody has typed`
        if (deleted.has(keyOf(unit.id))) return `${page.name} shows ${keyOf(unit.id)}, which somebody has deleted`
        shown.push(unit)
      }
      const missing = units.size - deleted.size - shown.length
      if (missing !== 0) return `${page.name} does not show ${missing} code units that nobody has deleted`
      const problem = interleaved(shown)
      if (problem) return problem
    }
    return null
  },
}

/** Everything in a log that was ever typed, and what of it was chosen to be deleted. */
function written({ model, intentions }: Watched, documentId: string) {
  const units = new Map<string, Unit>()
  const deleted = new Set<string>()
  for (const { payload } of model.document(documentId)?.log ?? []) {
    const change = decodeChange(payload)
    const { replica, rseq, counter } = change
    const meant = intentions.of(documentId, change)
    for (const id of meant?.chosen ?? []) deleted.add(keyOf(id))
    const { characters } = changeExtent(change)
    for (let at = 0; at < characters; at++) {
      const id = { replica, counter: counter + at }
      const isBehindOwn = at > 0 || (meant?.left?.replica === replica && meant.left.counter === counter - 1)
      const before = isBehindOwn ? units.get(keyOf({ replica, counter: id.counter - 1 })) : undefined
      units.set(keyOf(id), { id, rseq, meant, run: before?.run ?? id.counter })
    }
  }
  return { units, deleted }
}

/** What stands where it should not; null when nothing does. */
function interleaved(shown: readonly Unit[]): string | null {
  const last = new Map<string, { readonly unit: Unit; readonly at: number }>()
  for (const [at, unit] of shown.entries()) {
    const run = `${unit.id.replica}:${unit.run}`
    const before = last.get(run)
    last.set(run, { unit, at })
    if (!before) continue
    const names = `${keyOf(before.unit.id)} and ${keyOf(unit.id)}`
    if (before.unit.id.counter > unit.id.counter) return `${names} show in another order than they were typed in`
    for (const other of shown.slice(before.at + 1, at)) {
      const problem = whyNotBetween(other, { before: before.unit, after: unit })
      if (problem) return `${keyOf(other.id)} is between ${names}, ${problem}`
    }
  }
  return null
}

function whyNotBetween(other: Unit, { before, after }: Pair): string | null {
  // What comes from no page is where its author wanted it, whatever that was.
  if (!other.meant) return null
  const sawBefore = other.id.replica === before.id.replica || seen(other.meant, before)
  if (!sawBefore) return 'and its author did not know the first'
  // What stands between two that are not neighbours may have come to stand behind one that was deleted since.
  if (after.id.counter !== before.id.counter + 1) return null
  const wasSeen = other.id.replica === after.id.replica ? other.id.counter < after.id.counter : seen(after.meant, other)
  return wasSeen ? 'and was there when the second was typed' : null
}

function seen(meant: Intention | null, { id, rseq }: Unit): boolean {
  return (meant?.seen.get(id.replica) ?? 0) >= rseq
}

function keyOf({ replica, counter }: Id): string {
  return `${replica}:${counter}`
}
