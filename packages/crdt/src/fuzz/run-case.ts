import type { Anchor } from '../anchor.ts'
import { unreachable } from '../assert.ts'
import type { Change } from '../change.ts'
import { decodeChange, encodeChange } from '../codec/change-codec.ts'
import { versionOf } from '../diff.ts'
import type { Splice } from '../edit.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { checkDoc } from '../testing/check-doc.ts'
import { Prng } from '../testing/prng.ts'
import type { AnchorStep, Case, DeliverStep, EditStep, EraseStep, RefuseStep, Step, TypeStep } from './case.ts'
import { itemAt, placeOf, resolveId } from './case.ts'
import { CaseReplica, expectSame } from './case-replica.ts'
import { forgedChange } from './forged-change.ts'
import { hexOf } from './hex.ts'
import { invalidChange } from './invalid-change.ts'
import { TotalOrder } from './total-order.ts'

/** A case that does not go as it must. `step` counts from 0; it is the number of steps when it failed at the end. */
export class CaseFailure extends Error {
  readonly step: number

  constructor(step: number, what: string, cause: unknown) {
    super(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'CaseFailure'
    this.step = step
  }
}

/** What came of a case that went well. */
export type Outcome = {
  /** All changes, in an order in which they could be made. */
  readonly log: readonly Change[]
  /** How many operations they have. */
  readonly operations: number
}

/**
 * Does what a case says to documents and to their slow twins, and compares them after each step; at the end everything
 * reaches everybody, and all must be equal. Throws `CaseFailure`.
 */
export function runCase(given: Case): Outcome {
  const world = new World(given.replicas)
  for (const [at, step] of given.steps.entries()) {
    try {
      world.perform(step)
    } catch (error) {
      throw new CaseFailure(at, `step ${at} (${step.do}, replica ${itemAt(world.replicas, step.by).id})`, error)
    }
  }
  try {
    world.finish()
  } catch (error) {
    throw new CaseFailure(given.steps.length, 'when everything has arrived', error)
  }
  const log = world.log.map(({ made }) => made)
  return { log, operations: log.reduce((sum, { operations }) => sum + operations.length, 0) }
}

/** A change, what the wire makes of it, and who has been given it. */
type Entry = { readonly made: Change; readonly received: Change; readonly givenTo: Set<CaseReplica> }

/** So many anchors are followed: checking one takes as long as reading the text. */
const maxAnchors = 6

class World {
  readonly replicas: readonly CaseReplica[]
  readonly log: Entry[] = []
  readonly #order = new TotalOrder()
  readonly #anchors: Anchor[] = []

  constructor(size: number) {
    this.replicas = Array.from({ length: size }, (_, at) => new CaseReplica(at + 1, this.#order))
  }

  perform(step: Step): void {
    const replica = itemAt(this.replicas, step.by)
    switch (step.do) {
      case 'edit':
        this.#edit(replica, step)
        break
      case 'type':
        this.#type(replica, step)
        break
      case 'erase':
        this.#erase(replica, step)
        break
      case 'property':
        this.#keep(replica, replica.changeProperty(step.key, step.value))
        break
      case 'forge': {
        const change = forgedChange(replica, step)
        if (change === null) break
        this.#order.add(change)
        this.#give(replica, [this.#keep(replica, change)])
        break
      }
      case 'refuse':
        this.#refuse(replica, step)
        break
      case 'deliver':
        this.#deliver(replica, step)
        break
      case 'reopen':
        for (const { made, givenTo } of this.log) if (replica.twin.waiting.has(made)) givenTo.delete(replica)
        replica.reopen()
        return
      case 'anchor':
        this.#anchor(replica, step)
        break
      default:
        unreachable(step)
    }
    for (const anchor of this.#anchors) replica.checkAnchor(anchor)
  }

  /** Brings everything to everybody, to each in another way, and compares. */
  finish(): void {
    for (const [at, replica] of this.replicas.entries()) {
      const rest = this.log.filter(({ givenTo }) => !givenTo.has(replica))
      const size = at === 0 ? rest.length : at
      const ordered = at === 0 ? new Prng(rest.length).shuffle(rest) : rest
      for (let from = 0; from < rest.length; from += size) this.#give(replica, ordered.slice(from, from + size))
      for (const anchor of this.#anchors) replica.checkAnchor(anchor)
    }
    const replayed = new TandemDoc()
    replayed.apply(this.log.map(({ received }) => received))
    checkDoc(replayed)
    const snapshot = replayed.snapshot()
    for (const { doc, id } of this.replicas) {
      expectSame(`replica ${id}: how many changes wait`, doc.buffered, 0)
      expectSame(`replica ${id}: the text`, doc.toString(), replayed.toString())
      expectSame(`replica ${id}: the digest`, doc.digest(), replayed.digest())
      expectSame(`replica ${id}: the properties`, doc.properties.entries(), replayed.properties.entries())
      expectSame(`replica ${id}: the version`, [...versionOf(doc).entries()], [...versionOf(replayed).entries()])
      expectSame(`replica ${id}: the snapshot`, hexOf(doc.snapshot()), hexOf(snapshot))
    }
    const opened = TandemDoc.fromSnapshot(snapshot)
    expectSame('the text of what was opened', opened.toString(), replayed.toString())
    expectSame('the digest of what was opened', opened.digest(), replayed.digest())
    this.#applyAgain(opened)
    expectSame('the snapshot of what was opened', hexOf(opened.snapshot()), hexOf(snapshot))
    checkDoc(opened)
    for (const { doc } of this.replicas) this.#applyAgain(doc)
  }

  #applyAgain(doc: TandemDoc): void {
    const { edit, keys, applied, duplicates, buffered } = doc.apply(this.log.map(({ received }) => received))
    const nothing = { edit: [], keys: [], applied: 0, duplicates: this.log.length, buffered: 0 }
    expectSame('what applying all again returns', { edit, keys, applied, duplicates, buffered }, nothing)
  }

  #edit(replica: CaseReplica, { splices }: EditStep): void {
    const { length } = replica.twin.visible
    const edit: Splice[] = []
    let position = 0
    for (const { at, remove, insert, times = 1 } of splices) {
      const from = replica.outsidePair(position + placeOf(at, length - position))
      const to = replica.outsidePair(Math.min(length, from + remove))
      const text = insert.repeat(times)
      if (to > from || text !== '') edit.push({ from, to, insert: text })
      position = to
    }
    if (edit.length > 0) this.#keep(replica, replica.edit(edit))
  }

  #type(replica: CaseReplica, { at, text, backwards = false }: TypeStep): void {
    if (at !== undefined) replica.caret = replica.outsidePair(placeOf(at, replica.twin.visible.length))
    for (const character of text) {
      const { caret } = replica
      this.#keep(replica, replica.edit([{ from: caret, to: caret, insert: character }]))
      if (backwards) replica.caret = caret
    }
  }

  #erase(replica: CaseReplica, { count }: EraseStep): void {
    for (let rest = count; rest > 0 && replica.caret > 0; rest--) {
      const { caret } = replica
      const from = replica.twin.isInsidePair(caret - 1) ? caret - 2 : caret - 1
      this.#keep(replica, replica.edit([{ from, to: caret, insert: '' }]))
    }
  }

  #refuse(replica: CaseReplica, { way, along }: RefuseStep): void {
    const { change, reason } = invalidChange(replica, way)
    const missing = this.log.filter(({ givenTo }) => !givenTo.has(replica)).slice(0, along)
    replica.refuse([...missing.map(({ received }) => received), change], reason)
  }

  #deliver(replica: CaseReplica, { from, count, skip, order, again, together }: DeliverStep): void {
    const author = from === undefined ? null : itemAt(this.replicas, from).id
    const missing = this.log.filter(
      ({ made, givenTo }) => !givenTo.has(replica) && (author === null || made.replica === author),
    )
    const first = missing.length === 0 ? 0 : skip % missing.length
    const picked = missing.slice(first, first + count)
    if (order === 'newest') picked.reverse()
    const ordered = order === 'mixed' ? new Prng(picked.length).shuffle(picked) : picked
    const batch = [...ordered, ...(this.log.length === 0 ? [] : again.map((at) => itemAt(this.log, at)))]
    if (together && batch.length > 0) this.#give(replica, batch)
    else for (const entry of batch) this.#give(replica, [entry])
  }

  #anchor(replica: CaseReplica, { at, side, id }: AnchorStep): void {
    const named = id === undefined ? null : resolveId(id, replica.twin.counters())
    const { length } = replica.twin.visible
    this.#anchors.push(named === null ? replica.anchorAt(placeOf(at, length), side) : { at: named, side })
    if (this.#anchors.length > maxAnchors) this.#anchors.shift()
  }

  /** Puts a change of a replica into the log. */
  #keep(replica: CaseReplica, made: Change): Entry {
    const entry = { made, received: decodeChange(encodeChange(made)), givenTo: new Set([replica]) }
    this.log.push(entry)
    return entry
  }

  #give(replica: CaseReplica, entries: readonly Entry[]): void {
    for (const { givenTo } of entries) givenTo.add(replica)
    replica.apply(
      entries.map(({ made }) => made),
      entries.map(({ received }) => received),
    )
  }
}
