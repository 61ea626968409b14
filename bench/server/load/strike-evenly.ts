import type { Prng } from '@tandem/crdt/testing'

/**
 * Lets typists strike keys in turn at a rate of all together, each key at a random moment of its slot, so that nobody types
 * in step with anybody. Ends after `forMs`; returns how many keys it were, which are fewer than wanted when this process
 * can't keep the pace.
 */
export async function strikeEvenly(
  strikes: readonly (() => void)[],
  keysPerSecond: number,
  forMs: number,
  random: Prng,
): Promise<number> {
  const slotMs = 1000 / keysPerSecond
  const startedAt = performance.now()
  const dueAt = (key: number) => (key + random.int(1000) / 1000) * slotMs
  const wanted = Math.floor(forMs / slotMs)
  let next = dueAt(0)
  const elapsed = () => performance.now() - startedAt
  for (let key = 0; key < wanted; ) {
    // What arrives meanwhile has its turn at least every few keys.
    for (let burst = 0; burst < maxBurst && key < wanted && next <= elapsed(); burst++) {
      if (elapsed() > forMs) return key
      strikes[key % strikes.length]?.()
      next = dueAt(++key)
    }
    const pause = next - elapsed()
    await new Promise<void>((resolve) => {
      // Never in a hurry: a process that looks again and again has nothing left for the server beside it.
      if (pause <= 0) setImmediate(resolve)
      else setTimeout(resolve, pause)
    })
  }
  return wanted
}

/** Keys that are struck without a look at anything else. */
const maxBurst = 64
