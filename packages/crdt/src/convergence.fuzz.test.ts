import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from './change.ts'
import { decodeChange, encodeChange } from './codec/change-codec.ts'
import { versionOf } from './diff.ts'
import type { Edit, Splice } from './edit.ts'
import { TandemDoc } from './tandem-doc.ts'
import { applyEdit } from './testing/apply-edit.ts'
import { checkDoc } from './testing/check-doc.ts'
import { NaiveText } from './testing/naive-text.ts'
import { Network, type NetworkFaults } from './testing/network.ts'
import { Prng } from './testing/prng.ts'
import { hostileChange, randomChange } from './testing/random-edits.ts'

type World = { readonly docs: readonly TandemDoc[]; readonly log: readonly Change[] }

/** Replicas that edit while their changes travel; at the end everything has arrived everywhere. */
function run(seed: number, size: number, steps: number, faults: NetworkFaults, hostile: boolean): World {
  const prng = new Prng(seed)
  const docs = Array.from({ length: size }, (_, at) => {
    const doc = new TandemDoc()
    doc.become(at + 1)
    return doc
  })
  const network = new Network<Uint8Array>(prng, size, faults)
  const log: Change[] = []
  const twins = docs.map(() => new Twin())
  const receive = (at: number, changes: readonly Change[]) => {
    const doc = itemAt(docs, at)
    const twin = itemAt(twins, at)
    const before = twin.seen()
    const { edit } = doc.apply(changes)
    checkDoc(doc)
    twin.follow(doc, log)
    const after = twin.seen()
    expect(doc.toString()).toBe(after.text)
    expect(applyEdit(before.text, edit)).toBe(after.text)
    expect(edit).toEqual(smallestEdit(before, after))
  }
  const deliver = () => {
    const delivery = network.deliver()
    if (delivery === null) return false
    receive(delivery.to, [decodeChange(delivery.message)])
    return true
  }
  for (let step = 0; step < steps; step++) {
    if (prng.chance(0.05)) network.partition()
    if (prng.chance(0.05)) network.heal()
    const at = prng.int(size)
    const doc = itemAt(docs, at)
    let change: Change
    // The last replica is the hostile one: it never edits honestly.
    if (hostile && at === size - 1) {
      change = hostileChange(prng, doc, at + 1)
      log.push(change)
      receive(at, [change])
    } else {
      change = randomChange(prng, doc)
      log.push(change)
      itemAt(twins, at).follow(doc, log)
      expect(doc.toString()).toBe(itemAt(twins, at).seen().text)
      checkDoc(doc)
    }
    network.broadcast(at, encodeChange(change))
    for (let count = prng.int(2 * size); count > 0; count--) deliver()
  }
  network.heal()
  while (deliver());
  return { docs, log }
}

function itemAt<T>(values: readonly T[], at: number): T {
  const value = values[at]
  if (value === undefined) throw new Error('no such replica')
  return value
}

type Seen = { readonly text: string; readonly ids: readonly string[] }

/** The slow twin of one replica. It gets what the replica has applied, though in the order in which it was made. */
class Twin {
  readonly #text = new NaiveText()
  readonly #applied = new Set<Change>()

  follow(doc: TandemDoc, log: readonly Change[]): void {
    for (const change of log) {
      if (this.#applied.has(change) || change.rseq > doc.rseqOf(change.replica)) continue
      this.#applied.add(change)
      this.#text.apply(change)
    }
  }

  seen(): Seen {
    return {
      text: this.#text.toString(),
      ids: this.#text.ids().map(({ replica, counter }) => `${replica}:${counter}`),
    }
  }
}

/** The edit that deletes exactly the code units that vanished and inserts exactly those that came. */
function smallestEdit(before: Seen, after: Seen): Edit {
  const kept = new Set(after.ids)
  const stays = new Set(before.ids.filter((id) => kept.has(id)))
  const edit: Splice[] = []
  let from = 0
  let at = 0
  while (from < before.ids.length || at < after.ids.length) {
    let to = from
    while (to < before.ids.length && !stays.has(itemAt(before.ids, to))) to += 1
    let end = at
    while (end < after.ids.length && !stays.has(itemAt(after.ids, end))) end += 1
    if (to > from || end > at) edit.push({ from, to, insert: after.text.slice(at, end) })
    from = to + 1
    at = end + 1
  }
  return edit
}

function expectConverged({ docs, log }: World): void {
  const twin = new NaiveText()
  for (const change of log) twin.apply(change)
  const first = itemAt(docs, 0)
  for (const doc of docs) {
    expect(doc.buffered).toBe(0)
    expect(doc.toString()).toBe(twin.toString())
    expect(doc.digest()).toBe(first.digest())
    expect(doc.snapshot()).toEqual(first.snapshot())
    expect(doc.properties.entries()).toEqual(first.properties.entries())
    expect(versionOf(doc).equals(versionOf(first))).toBe(true)
  }
}

/**
 * The sessions of `fuzz/` are held against one order for all replicas. Here each replica has a twin of its own, which knows
 * no more than the replica does: that one order is enough is shown by that.
 */
describe('convergence', { timeout: 60_000 }, () => {
  test('C2 C7 E1 E2 O5 replicas agree with twins of their own, over a network that delays, duplicates, reorders, parts', () => {
    const [seed, size, steps] = [fc.integer(), fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 40 })]
    fc.assert(
      fc.property(seed, size, steps, fc.boolean(), (s, n, k, hostile) =>
        expectConverged(run(s, n, k, { duplicate: 0.3, reorder: true }, hostile)),
      ),
      { numRuns: 80 },
    )
  })
})
