import type { ReplicaId } from './id.ts'
import { partsOf, type TandemDoc } from './tandem-doc.ts'

/** Which replica set each property last, by the property's name: only of properties that show. */
export function propertyReplicas(doc: TandemDoc): ReadonlyMap<string, ReplicaId> {
  const records = partsOf(doc).map.records()
  return new Map(records.flatMap(([key, { value, stamp }]) => (value === undefined ? [] : [[key, stamp.replica]])))
}
