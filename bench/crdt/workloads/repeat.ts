import { median } from '../../statistics.ts'
import type { Measured } from '../job.ts'

/** How often, and how long at most, a process does again what it has done once. */
const again = { times: 30, ms: 1_500 }

/**
 * Does the same several times in one process: the first time, when the code is interpreted and being compiled, and the
 * median of what comes after it. What takes long is done once; then both are the same. `once` returns milliseconds.
 */
export function repeat(once: () => number): Measured {
  // Only now: later it would take away the classes of replicas that are gone, and with them what was compiled.
  globalThis.gc?.()
  const cold = once()
  const warm: number[] = []
  for (let sum = cold; warm.length < again.times && sum < again.ms; ) {
    const ms = once()
    warm.push(ms)
    sum += ms
  }
  return { cold, warm: warm.length === 0 ? cold : median(warm) }
}
