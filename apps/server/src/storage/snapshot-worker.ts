import { parentPort } from 'node:worker_threads'
import { digestAfter, makeSnapshot, type SnapshotJob, searchedAfter } from './make-snapshot.ts'

/** What the thread is asked for. */
export type ThreadJob = { readonly wanted: 'snapshot' | 'digest' | 'text'; readonly job: SnapshotJob }

const answers = { snapshot: makeSnapshot, digest: digestAfter, text: searchedAfter }

parentPort?.on('message', ({ wanted, job }: ThreadJob) => parentPort?.postMessage(answers[wanted](job)))
