import 'server-only'
import { clientAddress as addressOf } from '@tandem/protocol/client-address'
import { env } from './env.ts'

/**
 * Where a request comes from, as a key for limits, or null when that cannot be known: without a trusted proxy in front, the
 * header that says so is whatever the client wrote into it.
 */
export function clientAddress(header: (name: string) => string | readonly string[] | null | undefined): string | null {
  return addressOf({ forwarded: header('x-forwarded-for'), trustedProxies: env().TRUSTED_PROXIES })
}
