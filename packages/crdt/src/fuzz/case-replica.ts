import type { Anchor, AnchorSide } from '../anchor.ts'
import { assert } from '../assert.ts'
import { type Change, InvalidChange, type InvalidReason } from '../change.ts'
import { decodeAnchor, encodeAnchor } from '../codec/anchor-codec.ts'
import { versionOf } from '../diff.ts'
import type { Edit } from '../edit.ts'
import type { ReplicaId } from '../id.ts'
import type { PropertyValue } from '../operation.ts'
import { type Applied, TandemDoc } from '../tandem-doc.ts'
import { applyEdit } from '../testing/apply-edit.ts'
import { checkDoc } from '../testing/check-doc.ts'
import { type Expected, ReplicaTwin } from './replica-twin.ts'
import type { TotalOrder } from './total-order.ts'

/** A replica of a case: a document with its twin, where somebody types. Whatever it does is compared with the twin. */
export class CaseReplica {
  readonly id: ReplicaId
  readonly twin: ReplicaTwin
  readonly #order: TotalOrder
  /** Where it typed last, moved along with what others do. */
  caret = 0
  #doc = new TandemDoc()

  constructor(id: ReplicaId, order: TotalOrder) {
    this.id = id
    this.#order = order
    this.twin = new ReplicaTwin(order)
    this.#doc.become(id)
  }

  get doc(): TandemDoc {
    return this.#doc
  }

  /** The position, or the one behind the pair that it is in. */
  outsidePair(position: number): number {
    return this.twin.isInsidePair(position) ? position + 1 : position
  }

  /** Edits here and returns the change; its effect must be what the edit says. */
  edit(edit: Edit): Change {
    const before = this.twin.toString()
    const expected = applyEdit(before, edit)
    const origins = edit.length === 1 ? this.#originsAt(edit[0]?.from ?? 0) : null
    const change = this.#made(this.#doc.edit(edit))
    this.#order.add(change)
    this.twin.receive([change])
    expectSame('the text by the origins of the change', this.twin.toString(), expected)
    if (origins !== null) this.#checkOrigins(change, origins)
    const last = edit.at(-1)
    if (last !== undefined) this.caret = expected.length - (before.length - last.to)
    this.check()
    return change
  }

  /** Sets a property here, or without a value removes it, and returns the change. */
  changeProperty(key: string, value: PropertyValue | undefined): Change {
    const doc = this.#doc
    const change = this.#made(value === undefined ? doc.removeProperty(key) : doc.setProperty(key, value))
    this.twin.receive([change])
    expectSame('the property by the change', new Map(this.twin.properties()).get(key), value)
    this.check()
    return change
  }

  /** Applies changes; `given` as the twin knows them, `received` as they came over the wire. */
  apply(given: readonly Change[], received: readonly Change[]): void {
    const expected = this.twin.receive(given)
    const applied = this.#doc.apply(received)
    expectSame('what apply returns', shownApplied(applied), shownApplied(expected))
    this.caret = moved(this.caret, expected.edit)
    this.check()
  }

  /** Applies changes of which one is invalid for that reason: nothing must come of it. */
  refuse(received: readonly Change[], reason: InvalidReason): void {
    let refusal: unknown = null
    try {
      this.#doc.apply(received)
    } catch (error) {
      if (!(error instanceof InvalidChange)) throw error
      refusal = error.reason
    }
    expectSame('why the change is refused', refusal, reason)
    this.check()
  }

  /** Saves and opens. Nothing is compared yet: that would not leave the document as opening leaves it. */
  reopen(): void {
    this.#doc = TandemDoc.fromSnapshot(this.#doc.snapshot())
    this.#doc.become(this.id)
    this.twin.forgetWaiting()
  }

  /** Makes an anchor, which must be the right one, and hands it on as it comes over the wire. */
  anchorAt(position: number, side: AnchorSide): Anchor {
    const anchor = this.#doc.anchorAt(position, side)
    expectSame('the anchor', anchor, this.twin.anchorAt(position, side))
    return decodeAnchor(encodeAnchor(anchor))
  }

  /** Compares all that shows with the twin, and checks the document's inside. */
  check(): void {
    const doc = this.#doc
    const { twin } = this
    const text = twin.toString()
    expectSame('the length', doc.length, text.length)
    expectSame('the text', doc.toString(), text)
    // Another window each time, so that every edge of what the text is stored in comes up.
    const from = (doc.lamport * 7) % (text.length + 1)
    const to = Math.min(text.length, from + 1 + (doc.lamport % 50))
    expectSame('a slice', doc.slice(from, to), text.slice(from, to))
    expectSame('the time', doc.lamport, twin.lamport)
    expectSame('how many changes wait', doc.buffered, twin.waiting.size)
    expectSame('the properties', doc.properties.entries(), twin.properties())
    for (const [replica, next] of versionOf(doc).entries()) expectSame('the version', next, twin.nextOf(replica))
    checkDoc(doc)
  }

  /** Compares where an anchor is. */
  checkAnchor(anchor: Anchor): void {
    expectSame(`the position of ${JSON.stringify(anchor)}`, this.#doc.positionOf(anchor), this.twin.positionOf(anchor))
  }

  /** SPEC.md C1, C8: the numbers that a change made here must have, before the twin knows of it. */
  #made(change: Change): Change {
    const { replica, rseq, counter, lamport } = change
    const { id, twin } = this
    const expected = [id, twin.rseqOf(id) + 1, twin.nextOf(id), twin.lamport + 1]
    expectSame('replica, rseq, counter and time of the change', [replica, rseq, counter, lamport], expected)
    return change
  }

  #originsAt(position: number): Origins {
    const left = this.twin.visible[position - 1]
    const right = this.twin.rightOriginAt(position)
    return {
      left: left === undefined ? null : this.#order.idOf(left),
      right: right === null ? null : this.#order.idOf(right),
    }
  }

  /** SPEC.md O1. One that goes on typing names none, so what it means must be these. */
  #checkOrigins(change: Change, { left, right }: Origins): void {
    for (const operation of change.operations) {
      if (operation.kind === 'insert') {
        expectSame('the origins', { left: operation.left, right: operation.right }, { left, right })
      } else if (operation.kind === 'type') {
        expectSame('what is typed on', left, { replica: this.id, counter: change.counter - 1 })
      }
    }
  }
}

type Origins = Pick<Extract<Change['operations'][number], { kind: 'insert' }>, 'left' | 'right'>

/** Throws when two values differ, and says how. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  if (Object.is(actual, expected)) return
  const [shown, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  assert(shown === wanted, `${what} is ${excerpt(shown)} instead of ${excerpt(wanted)}`)
}

function excerpt(shown: string | undefined): string {
  if (shown === undefined) return 'nothing'
  return shown.length <= 400 ? shown : `${shown.slice(0, 400)}… (${shown.length} characters)`
}

function shownApplied({ edit, keys, applied, duplicates, buffered }: Applied | Expected): unknown {
  return { edit, keys, applied, duplicates, buffered }
}

/** Where a caret is after an edit: behind what came in there, in front of what vanished around it. */
function moved(caret: number, edit: Edit): number {
  let shift = 0
  for (const { from, to, insert } of edit) {
    if (from > caret) break
    shift += insert.length - (Math.min(to, caret) - from)
  }
  return caret + shift
}
