/** Where the browser never rests, the work is done all the same. */
const maxWaitMs = 500

/** Resolves when the browser has nothing else to do, however long that takes. */
export function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve())
    else setTimeout(resolve, 0)
  })
}

/** Calls back when the browser has nothing else to do; the returned function prevents that. Not every browser tells. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work, 0)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: maxWaitMs })
  return () => cancelIdleCallback(handle)
}
