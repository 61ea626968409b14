import { setTimeout } from 'node:timers/promises'

/** Waits; ends at once when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {})
}
