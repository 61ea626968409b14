import { setTimeout } from 'node:timers/promises'
import type { Prng } from '@tandem/crdt/testing'
import { readRunFile } from '../../scripts/run-file.mjs'

/** How long a server lives, once it is ready. */
const shortestLifeMs = 1_000
const longestLifeMs = 3_000

/**
 * Kills the collaboration server with SIGKILL at random moments of its life; the launcher starts it again each time.
 * Ends when the signal aborts; returns how often it killed.
 */
export async function killAtRandom(dataDir: string, random: Prng, signal: AbortSignal): Promise<number> {
  let kills = 0
  for (;;) {
    const server = await readyServer(dataDir, signal)
    await pause(shortestLifeMs + random.int(longestLifeMs - shortestLifeMs), signal)
    if (!server || signal.aborted) return kills
    try {
      process.kill(server.pid, 'SIGKILL')
      kills++
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

/** The server that runs now, as soon as it is ready; null when the signal aborts before. */
async function readyServer(dataDir: string, signal: AbortSignal): Promise<{ readonly pid: number } | null> {
  while (!signal.aborted) {
    const server = readRunFile(dataDir).collab
    const isReady = await fetch(`http://127.0.0.1:${server?.port}/ready`, { signal }).then(
      (response) => response.ok,
      () => false,
    )
    if (server && isReady) return server
    await pause(50, signal)
  }
  return null
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {})
}
