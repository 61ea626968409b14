import { parentPort } from 'node:worker_threads'
import { digestAfter, makeSnapshot, type SnapshotJob } from './make-snapshot.ts'

/** What the thread is asked for. */
export type ThreadJob = { readonly wanted: 'snapshot' | 'digest'; readonly job: SnapshotJob }

parentPort?.on('message', ({ wanted, job }: ThreadJob) =>
  parentPort?.postMessage(wanted === 'snapshot' ? makeSnapshot(job) : digestAfter(job)),
)
