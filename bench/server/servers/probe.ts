// Loaded into every server before its own program: tells the parent what the process has used. It is the same for all of
// them, and needs nothing of the server.
import { isMainThread } from 'node:worker_threads'

/** What a server's process has used so far. */
export type ServerUsage = {
  /** Of all its threads, in microseconds. */
  readonly cpuUs: number
  readonly rssBytes: number
  readonly heapBytes: number
  readonly externalBytes: number
}

/** Parent → server. */
export type Question = { readonly probe: number; readonly collectGarbage: boolean }
/** Server → parent. */
export type Answer = { readonly probe: number; readonly usage: ServerUsage }

// Threads of the server load it as well.
if (isMainThread && process.send) {
  process.on('message', ({ probe, collectGarbage }: Question) => {
    // Twice: what the first one finalizes goes with the second.
    if (collectGarbage) for (let times = 0; times < 2; times++) globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed, external } = process.memoryUsage()
    const usage = { cpuUs: user + system, rssBytes: rss, heapBytes: heapUsed, externalBytes: external }
    process.send?.({ probe, usage } satisfies Answer)
  })
  // A server of a run that was killed ends with it.
  process.on('disconnect', () => process.exit())
  process.channel?.unref()
}
