import { Worker } from 'node:worker_threads'
import type { SearchedText } from '@tandem/documents/searched-text'
import type { DigestMaker } from './digests.ts'
import type { SnapshotJob, SnapshotResult } from './make-snapshot.ts'
import type { ThreadJob } from './snapshot-worker.ts'
import type { SnapshotMaker } from './snapshotter.ts'
import type { TextMaker } from './text-follower.ts'

/** The thread that makes snapshots, and what else needs the whole document: started with the first job, and anew with the first one after a crash. */
export class SnapshotThread implements SnapshotMaker, DigestMaker, TextMaker {
  readonly #program: URL
  #worker: Worker | null = null
  /** The last job that was given, done or not: the next one begins after it. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(program: URL) {
    this.#program = program
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
      const settle = (done: () => void) => {
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
    const gone = () => {
      if (this.#worker === worker) this.#worker = null
    }
    worker.on('error', gone)
    worker.on('exit', gone)
    return worker
  }
}
