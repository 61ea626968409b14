import { DecodeError, decodeChange, TandemDoc } from '@tandem/crdt'
import type { StoredSnapshot } from '@tandem/documents'
import { type SearchedText, searchedText } from '@tandem/documents/searched-text'
import { type PackedState, unpackState } from '@tandem/documents/unpack-state'
import { packState } from './state-coding.ts'

/** A snapshot to make: what came after `base`. */
export type SnapshotJob = { readonly base: StoredSnapshot | null; readonly payloads: readonly Uint8Array[] }

/** The bytes, and the digest of what they show; or why the base can't be gone on from. */
export type SnapshotResult =
  | { readonly kind: 'made'; readonly packed: PackedState; readonly digest: string }
  | { readonly kind: 'damaged-base'; readonly reason: string }

/**
 * Makes a snapshot. Neither bytes that come from the storage nor bytes that go there are trusted: the base must show what
 * it showed when it was made, and the new one is opened again and must show what the log says. Throws when the log does
 * not add up.
 */
export function makeSnapshot(
  { base, payloads }: SnapshotJob,
  pack: (snapshot: Uint8Array) => PackedState = packState,
): SnapshotResult {
  const doc = docOf({ base, payloads })
  if (typeof doc === 'string') return { kind: 'damaged-base', reason: doc }
  const packed = pack(doc.snapshot())
  const digest = doc.digest()
  open(packed, digest)
  return { kind: 'made', packed, digest }
}

/** The digest of what a job's rows show; null when its base is damaged. Throws when the log does not add up. */
export function digestAfter(job: SnapshotJob): string | null {
  const doc = docOf(job)
  return typeof doc === 'string' ? null : doc.digest()
}

/** What is searched after a job's rows; null when its base is damaged. Throws when the log does not add up. */
export function searchedAfter(job: SnapshotJob): SearchedText | null {
  const doc = docOf(job)
  return typeof doc === 'string' ? null : searchedText(doc.toString())
}

/** The document after the job's rows; or why its base can't be gone on from. */
function docOf({ base, payloads }: SnapshotJob): TandemDoc | string {
  let doc = new TandemDoc()
  if (base) {
    try {
      doc = open(base, base.digest)
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  doc.apply(payloads.map((payload) => decodeChange(payload)))
  if (doc.buffered > 0) throw new Error('the log lacks a change that a later one depends on')
  return doc
}

/** Throws when the bytes are damaged or show something else. */
function open(packed: PackedState, digest: string): TandemDoc {
  const doc = TandemDoc.fromSnapshot(unpackState(packed))
  doc.check()
  if (doc.digest() !== digest) throw new DecodeError('invalid', 'the snapshot does not show what the log says')
  return doc
}
