import { setImmediate } from 'node:timers/promises'

/** Lets everything run that only waits for promises, and nothing that waits for time. */
export async function settle(): Promise<void> {
  await setImmediate()
}
