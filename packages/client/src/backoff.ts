/** Shortest and longest pause between two attempts. */
export const minBackoffMs = 200
export const maxBackoffMs = 10_000

/**
 * How long to wait before attempt number `attempt` (1 is the first retry): "full jitter", that is any time up to a
 * ceiling that doubles, so that the clients of a server that died do not come back in step. (Brooker, "Exponential
 * Backoff and Jitter", AWS Architecture Blog, 2015.) `random` is in [0, 1).
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(maxBackoffMs, minBackoffMs * 2 ** (attempt - 1))
  return Math.round(minBackoffMs / 2 + random * (ceiling - minBackoffMs / 2))
}
