/** Where the browser never rests, the work is done all the same. */
const maxWaitMs = 500

/** Calls back when the browser has nothing else to do; the returned function prevents that. Not every browser tells. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work, 0)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: maxWaitMs })
  return () => cancelIdleCallback(handle)
}
