import { isIP } from 'node:net'

/** What is known of where a request comes from. */
export type RequestOrigin = {
  /** The other end of its connection; missing where that is not known, or is always a proxy. */
  readonly remote?: string | undefined
  /** Its header `X-Forwarded-For`. */
  readonly forwarded: string | readonly string[] | null | undefined
  /** How many proxies of our own are in front. */
  readonly trustedProxies: number
}

/**
 * Where a request comes from, as a key for limits; null when that can't be told. Only the last entries of
 * `X-Forwarded-For`, as many as there are proxies of our own, were written by them: what is further to the left is the
 * visitor's own invention.
 *
 * An address of this machine tells nothing: it is a proxy that nobody named, or somebody who is at home here. Of an
 * IPv6 address the first 64 bits count: a visitor has all the others.
 */
export function clientAddress({ remote, forwarded, trustedProxies }: RequestOrigin): string | null {
  const address = trustedProxies === 0 ? remote : entryOf(forwarded, trustedProxies)
  if (address === undefined) return null
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (plain === '::1' || plain.startsWith('127.')) return null
  return isIP(plain) === 6 ? networkOf(plain) : plain
}

function entryOf(forwarded: RequestOrigin['forwarded'], hops: number): string | undefined {
  const header = typeof forwarded === 'string' ? forwarded : (forwarded ?? []).join(',')
  const address = header.split(',').at(-hops)?.trim()
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
