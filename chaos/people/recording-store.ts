import { memoryStore, type OfflineStore } from '@tandem/client'
import { TandemDoc } from '@tandem/crdt'
import { hashOf, type Recorder } from '../history/recorder.ts'
import type { Watched } from './recording-transport.ts'

/**
 * A person's device: keeps what sessions keep, also from one page load to the next, and writes down what was made on it and
 * which snapshots its sessions went on from. `own` collects the replicas that wrote here.
 */
export function recordingStore(recorder: Recorder, watched: () => Watched, own: Set<number>): OfflineStore {
  const inner = memoryStore()
  return {
    ...inner,
    keepChanges(documentId, changes) {
      for (const { replica, rseq, payload } of changes) {
        own.add(replica)
        recorder.record({ type: 'invoke', what: 'edit', ...watched(), replica, rseq, hash: hashOf(payload) })
      }
      return inner.keepChanges(documentId, changes)
    },
    replaceBase(documentId, base, included) {
      const { doc, session } = watched()
      const digest = TandemDoc.fromSnapshot(base.state).digest()
      recorder.record({ type: 'info', what: 'base', doc, session, seq: base.seq, digest })
      for (const { replica, rseq } of included) {
        recorder.record({ type: 'ok', what: 'edit', ...watched(), replica, rseq, seq: null })
      }
      return inner.replaceBase(documentId, base, included)
    },
  }
}
