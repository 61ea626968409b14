import { parentPort } from 'node:worker_threads'
import { makeSnapshot, type SnapshotJob } from './make-snapshot.ts'

parentPort?.on('message', (job: SnapshotJob) => parentPort?.postMessage(makeSnapshot(job)))
