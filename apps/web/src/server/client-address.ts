import 'server-only'
import { clientAddress as addressOf } from '@tandem/protocol/client-address'
import { env } from './env.ts'
import { remoteHeader } from './remote-address.ts'

/**
 * Where a request comes from, as a key for limits: the other end of its connection, or what trusted proxies in front say. Null
 * when that tells nothing: a connection from this machine is a proxy's that nobody named, or of somebody at home here.
 */
export function clientAddress(header: (name: string) => string | null | undefined): string | null {
  return addressOf({
    remote: header(remoteHeader) || undefined,
    forwarded: header('x-forwarded-for'),
    trustedProxies: env().TRUSTED_PROXIES,
  })
}
