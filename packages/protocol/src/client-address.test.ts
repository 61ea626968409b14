import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const one = '203.0.113.7'
const two = '198.51.100.2'

/** What a visitor's proxies say, how many of them are ours, and where the visitor is taken to be. */
test.each<[string | undefined, string | undefined, number, string | null]>([
  [one, undefined, 0, one],
  [`::ffff:${one}`, undefined, 0, one],
  // E8: nobody is believed who is not ours.
  [one, two, 0, one],
  [one, two, 1, two],
  [one, `127.0.0.1, ${two}`, 1, two],
  [one, `${two}, 10.0.0.1`, 2, two],
  [one, `evil, ${two}`, 1, two],
  [one, 'evil', 1, null],
  [one, `${two}:4711`, 1, null],
  [one, two, 2, null],
  [one, undefined, 1, null],
  [undefined, undefined, 0, null],
  [undefined, '2001:db8:1:2::9', 1, '2001:db8:1:2::/64'],
  ['127.0.0.1', undefined, 0, null],
  ['::1', undefined, 0, null],
  ['::ffff:127.0.0.1', undefined, 0, null],
  ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::9', undefined, 0, '2001:db8:1:2::/64'],
  ['2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
  ['fe80::1%eth0', undefined, 0, 'fe80:0:0:0::/64'],
])('%s, forwarded for %s, %i proxies of ours: %s', (remote, forwarded, trustedProxies, address) => {
  expect(clientAddress({ remote, forwarded, trustedProxies })).toBe(address)
})

test('several headers are one', () => {
  expect(clientAddress({ forwarded: [two, one], trustedProxies: 1 })).toBe(one)
  expect(clientAddress({ forwarded: [two, one], trustedProxies: 2 })).toBe(two)
})
