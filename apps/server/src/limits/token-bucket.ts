import { TokenBucket } from 'limiter'

export type { TokenBucket }

/** A bucket that holds `burst` tokens, has all of them now, and gets `perSecond` back. */
export function tokenBucket(perSecond: number, burst: number): TokenBucket {
  const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: perSecond, interval: 'second' })
  bucket.content = burst
  return bucket
}

/** Whether it holds all that it can: then a new one would be no different. */
export function isFull(bucket: TokenBucket): boolean {
  return bucket.getWaitTime(bucket.bucketSize) === 0
}
