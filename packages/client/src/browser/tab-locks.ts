import type { TabLocks } from '../lanes.ts'

/** The browser's own (the Web Locks standard). */
export function webLocks(locks: LockManager): TabLocks {
  const request = (name: string, options: LockOptions) =>
    new Promise<(() => void) | null>((resolve, reject) => {
      locks
        .request(name, options, (lock) => {
          if (!lock) return resolve(null)
          // Held until this promise is fulfilled.
          return new Promise<void>((release) => resolve(release))
        })
        .catch(reject)
    })
  return {
    take: (name) => request(name, { ifAvailable: true }),
    // Cancelled, or the page is going: whoever opens the document next finds it.
    wait: (name, signal) => request(name, { signal }).catch(() => null),
  }
}
