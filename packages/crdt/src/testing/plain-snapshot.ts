import { present } from '../assert.ts'
import type { Snapshot } from '../codec/snapshot.ts'
import type { Id } from '../id.ts'
import { stateOf, type TandemDoc } from '../tandem-doc.ts'

/** A document as the plain data that a snapshot holds. */
export function plainSnapshot(doc: TandemDoc): Snapshot {
  const { text, map, progress } = stateOf(doc)
  const replicas = [...progress].map(([id, state]) => ({ id, ...state })).sort((a, b) => a.id - b.id)
  const bases = new Map<number, number>()
  let units = 0
  for (const { id, counter } of replicas) {
    bases.set(id, units)
    units += counter
  }
  const serial = (id: Id | null) => (id === null ? -1 : present(bases.get(id.replica), 'replica') + id.counter)
  const items = [...text.order.list]
  const structure = {
    times: replicas.map(({ id }) => text.order.lamports.runsOf(id)),
    columns: {
      count: items.length,
      start: Int32Array.from(items, serial),
      length: Int32Array.from(items, (item) => item.length),
      left: Int32Array.from(items, (item) => serial(item.left)),
      right: Int32Array.from(items, (item) => serial(item.right)),
      deleted: Uint8Array.from(items, (item) => (item.deleted ? 1 : 0)),
    },
    pairs: Int32Array.from(items.flatMap((item) => item.pairs.map((offset) => serial(item) + offset))).sort(),
  }
  return { replicas, text: doc.toString(), map, digest: doc.digest(), structure: () => structure }
}
