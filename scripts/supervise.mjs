// Keeps a part of the application running:
//
//   starting ──► running ──► (it ended) waiting ──► starting …
//       └────────────┴───────────────────┴──► stopped
import { setTimeout as delay } from 'node:timers/promises'

const firstWaitMs = 100
const longestWaitMs = 10_000
/** One that was ready for this long does not fail at its start: the next wait is the first again. */
const settledAfterMs = 1_000

/**
 * Starts a part, and starts it again whenever it ends, with growing pauses.
 * @template {import('./start-part.mjs').Running} T
 * @param {object} options
 * @param {string} options.name
 * @param {(signal: AbortSignal) => Promise<T>} options.start
 * @param {(line: string) => void} options.log
 * @param {AbortSignal} options.signal gives up the first start
 * @returns {Promise<{ current: () => T, stop: () => Promise<void> }>} once it runs for the first time
 * @throws {Error} when the first start fails: then it is not tried again
 */
export async function supervise({ name, start, log, signal }) {
  const stopping = new AbortController()
  let running = await start(AbortSignal.any([signal, stopping.signal]))
  const life = keepRunning()
  return {
    current: () => running,
    async stop() {
      stopping.abort()
      await running.stop()
      await life
    },
  }

  async function keepRunning() {
    let waitMs = firstWaitMs
    let startedAt = performance.now()
    for (;;) {
      const how = await running.ended
      if (stopping.signal.aborted) return
      if (performance.now() - startedAt > settledAfterMs) waitMs = firstWaitMs
      log(`The ${name} ended (${how}): starting it again`)
      for (;;) {
        await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {})
        waitMs = Math.min(waitMs * 2, longestWaitMs)
        if (stopping.signal.aborted) return
        try {
          running = await start(stopping.signal)
          break
        } catch (error) {
          if (stopping.signal.aborted) return
          log(`${error instanceof Error ? error.message : error}\nTrying again in ${waitMs / 1000} s`)
        }
      }
      startedAt = performance.now()
      if (stopping.signal.aborted) await running.stop()
      else log(`The ${name} runs again`)
    }
  }
}
