import { afterEach, expect, test } from 'vitest'
import { SnapshotThread } from './snapshot-thread.ts'

let thread: SnapshotThread
afterEach(() => thread.close())

/** A thread whose program answers every job with its own number, and does this then. */
function threadThat(then: string): void {
  const program = `import { parentPort, threadId } from 'node:worker_threads'
    parentPort.on('message', () => { parentPort.postMessage(String(threadId)); ${then} })`
  thread = new SnapshotThread(new URL(`data:text/javascript,${encodeURIComponent(program)}`))
}

const ask = () => thread.digest({ base: null, payloads: [] })

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
