import { setTimeout } from 'node:timers/promises'
import { readRunFile } from '../../scripts/run-file.mjs'

/**
 * Kills the collaboration server with SIGKILL at random moments; the launcher starts it again each time. `random` is in
 * [0, 1). Ends when the signal aborts; returns how often it killed.
 */
export async function killAtRandom(dataDir: string, random: () => number, signal: AbortSignal): Promise<number> {
  let kills = 0
  let lastPid = 0
  while (!signal.aborted) {
    const pause = 150 + random() * 1350
    await setTimeout(pause, undefined, { signal }).catch(() => {})
    const pid = readRunFile(dataDir).collab?.pid
    // The same process is killed once; a new one gets its time to come up.
    if (signal.aborted || pid === undefined || pid === lastPid) continue
    lastPid = pid
    try {
      process.kill(pid, 'SIGKILL')
      kills++
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
  return kills
}
