import { Worker } from 'node:worker_threads'
import type { SearchedText } from '@tandem/documents/searched-text'
import type { DigestMaker } from './digests.ts'
import type { SnapshotJob, SnapshotResult } from './make-snapshot.ts'
import type { ThreadJob } from './snapshot-worker.ts'
import type { SnapshotMaker } from './snapshotter.ts'
import type { TextMaker } from './text-follower.ts'

/**
 * The thread that makes snapshots, and what else needs the whole document: started with the first job, and anew with the first
 * one after a crash, or after a job that did not end.
 */
export class SnapshotThread implements SnapshotMaker, DigestMaker, TextMaker {
  readonly #program: URL
  readonly #jobMs: number
  #worker: Worker | null = null
  /** The last job that was given, done or not: the next one begins after it. */
  #last: Promise<unknown> = Promise.resolve()

  /** `jobMs` is how long a job may take before the thread is ended in the middle of it. */
  constructor(program: URL, jobMs: number) {
    this.#program = program
    this.#jobMs = jobMs
  }

  /** Makes a snapshot. Throws what the thread threw. */
  run(job: SnapshotJob): Promise<SnapshotResult> {
    return this.#inTurn({ wanted: 'snapshot', job })
  }

  /** Works out what shows. Throws what the thread threw. */
  digest(job: SnapshotJob): Promise<string | null> {
    return this.#inTurn({ wanted: 'digest', job })
  }

  /** Works out what is searched. Throws what the thread threw. */
  text(job: SnapshotJob): Promise<SearchedText | null> {
    return this.#inTurn({ wanted: 'text', job })
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = null
  }

  /** One job at a time: answers come without a name. */
  #inTurn<Answer>(message: ThreadJob): Promise<Answer> {
    const answer = this.#last.then(() => this.#ask<Answer>(message))
    this.#last = answer.catch(() => {})
    return answer
  }

  #ask<Answer>(message: ThreadJob): Promise<Answer> {
    this.#worker ??= this.#start()
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        // It may be in a loop, in which it hears nothing: no other way reaches it.
        void worker.terminate()
        this.#forget(worker)
        onError(new Error(`a job of the snapshot thread took longer than ${this.#jobMs} ms`))
      }, this.#jobMs)
      const settle = (done: () => void) => {
        clearTimeout(late)
        worker.off('message', onMessage)
        worker.off('error', onError)
        worker.off('exit', onExit)
        done()
      }
      const onMessage = (answer: Answer) => settle(() => resolve(answer))
      const onError = (error: Error) => settle(() => reject(error))
      const onExit = () => onError(new Error('the snapshot thread ended'))
      worker.on('message', onMessage)
      worker.on('error', onError)
      worker.on('exit', onExit)
      worker.postMessage(message)
    })
  }

  #start(): Worker {
    const worker = new Worker(this.#program)
    // Whenever it goes, also between two jobs: one that is gone takes the next job and never answers.
    const gone = () => this.#forget(worker)
    worker.on('error', gone)
    worker.on('exit', gone)
    return worker
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null
  }
}
