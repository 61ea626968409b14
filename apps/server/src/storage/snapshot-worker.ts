import { parentPort } from 'node:worker_threads'
import { decodeChange, TandemDoc } from '@tandem/crdt'

/** A snapshot to make: what came after `base`. */
export type SnapshotJob = { readonly base: Uint8Array | null; readonly payloads: readonly Uint8Array[] }

/** The bytes, and the digest of what they show. */
export type SnapshotResult = { readonly state: Uint8Array; readonly digest: string }

/** Makes a snapshot and opens it again: bytes that do not show what the log says are never used. Throws then. */
export function makeSnapshot({ base, payloads }: SnapshotJob): SnapshotResult {
  const doc = base ? TandemDoc.fromSnapshot(base) : new TandemDoc()
  doc.apply(payloads.map((payload) => decodeChange(payload)))
  if (doc.buffered > 0) throw new Error('the log lacks a change that a later one depends on')
  const state = doc.snapshot()
  const digest = doc.digest()
  const opened = TandemDoc.fromSnapshot(state)
  opened.check()
  if (opened.digest() !== digest) throw new Error('the snapshot does not show what the log says')
  return { state, digest }
}

parentPort?.on('message', (job: SnapshotJob) => parentPort?.postMessage(makeSnapshot(job)))
