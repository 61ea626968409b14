import { decodeDiff, encodeDiff } from './diff-codec.ts'
import { performDiff, planDiff } from './diff-plan.ts'
import { diffSince } from './diff-since.ts'
import { type Applied, partsOf, type TandemDoc } from './tandem-doc.ts'
import { Version } from './version.ts'

export { type CounterRange, Version } from './version.ts'
export { decodeVersion, encodeVersion } from './version-codec.ts'

/** Which code units a document knows. */
export function versionOf(doc: TandemDoc): Version {
  return Version.of(
    partsOf(doc)
      .progress.states()
      .map(({ id, counter }) => [id, counter]),
  )
}

/**
 * Bytes from which `applyDiff` brings somebody who knows `since` to what a document knows: the code units that they lack,
 * all deletions, all properties. Waiting changes are not in it. Equal documents give equal bytes for equal versions. Costs
 * a walk over the document. Throws as `TandemDoc.check`.
 */
export function diffOf(doc: TandemDoc, since: Version): Uint8Array {
  const { text, map, progress } = partsOf(doc)
  return encodeDiff({ replicas: diffSince(text.order, doc.toString(), progress.states(), since), map })
}

/**
 * Applies what `diffOf` gave: as if all changes were applied that the other document knew, and then those that wait here
 * for them. Counts as applied what was not before, and nothing as a duplicate. All or nothing: throws, without effect,
 * `DecodeError`, with the code `missing` when the diff was made for somebody who knows more than is known here, and
 * what `TandemDoc.apply` throws for a change that waits.
 */
export function applyDiff(doc: TandemDoc, bytes: Uint8Array): Applied {
  const { text, progress, put, advance, take } = partsOf(doc)
  const told = decodeDiff(bytes)
  const plan = planDiff(told.replicas, progress)
  const done = take([], plan.progress, plan.units, () => {
    performDiff(text, plan)
    for (const [key, record] of told.map.records()) put(key, record)
    for (const { id, rseq, counter, lamport } of plan.progress.states()) advance(id, rseq, counter, lamport)
  })
  return { ...done, applied: plan.changes + done.applied }
}
