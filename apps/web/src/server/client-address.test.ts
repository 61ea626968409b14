import { expect, test, vi } from 'vitest'
import { remoteHeader } from './remote-address.ts'

vi.mock('server-only', () => ({}))
const configured = vi.hoisted(() => ({ TRUSTED_PROXIES: 0 }))
vi.mock('./env.ts', () => ({ env: () => configured }))
const { clientAddress } = await import('./client-address.ts')

test.each([
  ['the connection, whatever it says of itself', 0, '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['nothing, where the connection is this machine’s: a proxy that nobody named', 0, '127.0.0.1', '198.51.100.1', null],
  ['nothing, where there is no connection to look at', 0, '', '198.51.100.1', null],
  ['what the proxy wrote last', 1, '10.0.0.1', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
  ['nothing, where the proxy said nothing', 1, '203.0.113.9', '', null],
])('E8 where a request comes from is %s', (_, proxies, remote, forwarded, expected) => {
  configured.TRUSTED_PROXIES = proxies
  const said = new Headers({ [remoteHeader]: remote, 'x-forwarded-for': forwarded, 'x-real-ip': '6.6.6.6' })
  expect(clientAddress((name) => said.get(name))).toBe(expected)
})
