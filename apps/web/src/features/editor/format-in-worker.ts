import type { FormatAnswer, FormatRequest } from './format-text.ts'

/** Longer than the longest document takes on a slow machine: then something is wrong with it. */
const maxMs = 60_000

/** Formats in a worker of its own. Fails when the worker can't be loaded or does not answer. */
export function formatInWorker(request: FormatRequest): Promise<FormatAnswer> {
  const worker = new Worker(new URL('./format-worker.ts', import.meta.url), { type: 'module' })
  let deadline: ReturnType<typeof setTimeout>
  return new Promise<FormatAnswer>((resolve, reject) => {
    deadline = setTimeout(() => reject(new Error('The formatter does not answer')), maxMs)
    worker.addEventListener('message', ({ data }: MessageEvent<FormatAnswer>) => resolve(data))
    worker.addEventListener('error', () => reject(new Error('The formatter could not be loaded')))
    worker.postMessage(request)
  }).finally(() => {
    clearTimeout(deadline)
    worker.terminate()
  })
}
