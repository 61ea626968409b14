import 'server-only'
import { env } from './env.ts'

/**
 * Where a request comes from, or null when that cannot be known: without a trusted proxy in front, the header that
 * says so is whatever the client wrote into it.
 */
export function clientAddress(header: (name: string) => string | readonly string[] | null | undefined): string | null {
  const hops = env().TRUSTED_PROXIES
  if (hops === 0) return null
  const value = header('x-forwarded-for')
  const chain = (typeof value === 'string' ? value : (value?.join(',') ?? '')).split(',').map((part) => part.trim())
  return chain[chain.length - hops] || null
}
