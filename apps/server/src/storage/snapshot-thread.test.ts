import { afterEach, expect, test, vi } from 'vitest'
import { SnapshotThread } from './snapshot-thread.ts'

let thread: SnapshotThread
afterEach(() => {
  vi.useRealTimers()
  return thread.close()
})

const jobMs = 1_000

/** A thread whose program answers every job with its own number, and does this then; not a job with changes, which never ends. */
function threadThat(then: string): void {
  const program = `import { parentPort, threadId } from 'node:worker_threads'
    parentPort.on('message', ({ job }) => {
      while (job.payloads.length > 0);
      parentPort.postMessage(String(threadId)); ${then}
    })`
  thread = new SnapshotThread(new URL(`data:text/javascript,${encodeURIComponent(program)}`), jobMs)
}

const ask = (...payloads: Uint8Array[]) => thread.digest({ base: null, payloads })

test('one thread does all jobs, one after another', async () => {
  threadThat('')
  const [first, second] = await Promise.all([ask(), ask()])
  expect(second).toBe(first)
})

test('a thread that ends between two jobs is started anew with the next one', async () => {
  threadThat('setImmediate(() => process.exit(1))')
  const gone = new Promise((resolve) => process.once('worker', (worker) => worker.on('exit', resolve)))
  const first = await ask()
  await gone
  expect(await ask()).not.toBe(first)
})

test('a job that does not end is ended, and those behind it have another thread', async () => {
  threadThat('')
  const first = await ask()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const told = expect(ask(new Uint8Array())).rejects.toThrow('took longer than 1000 ms')
  const next = ask()
  await vi.advanceTimersByTimeAsync(jobMs)
  await told
  expect(await next).not.toBe(first)
})
