import { randomBytes } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { EndOfTurn } from './end-of-turn.ts'
import type { DelayMeter } from './limits/overload.ts'

/** The end of a turn of the event loop. */
export const endOfTurn: EndOfTurn = (callback) => void setImmediate(callback)

/** A name that nobody else has. */
export const randomName = () => randomBytes(12).toString('base64url')

/** One that stands still while the machine sleeps, and one that somebody may set: whichever ran further counts. */
export const machineClocks = [() => performance.now(), () => Date.now()]

/** Every look wakes an idle processor up, which costs it more than a keystroke does: no more of them than a median needs. */
const resolutionMs = 100

/** How late the timers of this process are. */
export function eventLoopDelay(): DelayMeter {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
  histogram.enable()
  return {
    sample() {
      // It measures from one of its timers to the next: without any delay that is their distance.
      const delayMs = histogram.count > 0 ? histogram.percentile(50) / 1e6 - resolutionMs : 0
      histogram.reset()
      return Math.max(0, delayMs)
    },
    close() {
      histogram.disable()
    },
  }
}
