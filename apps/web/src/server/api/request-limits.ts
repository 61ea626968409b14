import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from './api-error.ts'
import { pointsPerToken, requestsPerAddress, windowSeconds } from './api-limits.ts'

const perToken = new RateLimiterMemory({ points: pointsPerToken, duration: windowSeconds })
const perAddress = new RateLimiterMemory({ points: requestsPerAddress, duration: windowSeconds })

const policy = `"token";q=${pointsPerToken};w=${windowSeconds}`

/** Counts a request of an address, unless that is not known. Throws `ApiError('rate_limited')` for one too many. */
export async function countAddress(address: string | null): Promise<void> {
  if (address !== null) await count(perAddress, address, 1, {})
}

/**
 * Counts what an operation costs a token. Answers the headers that tell how much is left. Throws
 * `ApiError('rate_limited')`, with the same headers, when it is not enough.
 */
export async function countToken(tokenId: string, cost: number): Promise<Readonly<Record<string, string>>> {
  const left = await count(perToken, tokenId, cost, { 'RateLimit-Policy': policy, RateLimit: leftOf(0, windowSeconds) })
  return { 'RateLimit-Policy': policy, RateLimit: leftOf(left.remainingPoints, secondsOf(left)) }
}

async function count(
  limiter: RateLimiterMemory,
  key: string,
  cost: number,
  headers: Readonly<Record<string, string>>,
): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, cost)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const seconds = secondsOf(refusal)
    throw new ApiError('rate_limited', `Too many requests. Try again in ${seconds} s.`, {
      headers: { ...headers, 'Retry-After': `${seconds}` },
    })
  }
}

function leftOf(points: number, seconds: number): string {
  return `"token";r=${points};t=${seconds}`
}

function secondsOf({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000))
}
