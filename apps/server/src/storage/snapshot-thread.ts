import { Worker } from 'node:worker_threads'
import type { SnapshotJob, SnapshotResult } from './make-snapshot.ts'
import type { SnapshotMaker } from './snapshotter.ts'

/** The thread that makes snapshots: started with the first job, and anew with the first one after a crash. */
export class SnapshotThread implements SnapshotMaker {
  readonly #program: URL
  #worker: Worker | null = null

  constructor(program: URL) {
    this.#program = program
  }

  /** Does one job; the caller gives the next one when this is done. Throws what the thread threw. */
  run(job: SnapshotJob): Promise<SnapshotResult> {
    this.#worker ??= new Worker(this.#program)
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        worker.off('message', onMessage)
        worker.off('error', onError)
        worker.off('exit', onExit)
        done()
      }
      const onMessage = (result: SnapshotResult) => settle(() => resolve(result))
      const onError = (error: Error) => {
        this.#worker = null
        settle(() => reject(error))
      }
      const onExit = () => onError(new Error('the snapshot thread ended'))
      worker.on('message', onMessage)
      worker.on('error', onError)
      worker.on('exit', onExit)
      worker.postMessage(job)
    })
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = null
  }
}
