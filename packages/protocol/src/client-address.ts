import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * Where a request comes from, as a key for limits; null when that can't be told. `trustedProxies` says how many proxies
 * of our own are in front: only the last so many entries of `X-Forwarded-For` were written by them, and what is further
 * to the left is the visitor's own invention.
 *
 * An address of this machine tells nothing: it is a proxy that nobody named, or somebody who is at home here. Of an
 * IPv6 address the first 64 bits count: a visitor has all the others.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string | null {
  const address = trustedProxies === 0 ? request.socket.remoteAddress : forwardedFor(request, trustedProxies)
  if (address === undefined) return null
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (plain === '::1' || plain.startsWith('127.')) return null
  return isIP(plain) === 6 ? networkOf(plain) : plain
}

function forwardedFor(request: IncomingMessage, hops: number): string | undefined {
  const header = request.headers['x-forwarded-for']
  const entries = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((entry) => entry.trim())
  const address = entries.at(-hops)
  return address !== undefined && isIP(address) !== 0 ? address : undefined
}

function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter((group) => group !== '')
  const right = (tail ?? '').split(':').filter((group) => group !== '')
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = tail === undefined ? left : [...left, ...zeros, ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
