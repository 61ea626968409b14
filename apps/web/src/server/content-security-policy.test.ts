import { expect, it } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'

const policy = (options: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}) =>
  contentSecurityPolicy({
    nonce: 'bm9uY2U=',
    collabUrl: 'https://collab.tandem.example/path',
    secure: true,
    development: false,
    ...options,
  })

it('allows no inline and no evaluated code in production', () => {
  expect(policy()).not.toContain('unsafe')
  expect(policy()).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic';")
})

it('connects to itself and to the collaboration server, over both of its protocols', () => {
  expect(policy()).toContain("connect-src 'self' https://collab.tandem.example wss://collab.tandem.example;")
  expect(policy({ collabUrl: 'http://localhost:4000' })).toContain(
    "connect-src 'self' http://localhost:4000 ws://localhost:4000;",
  )
})

it('has workers of its own only', () => {
  expect(policy()).toContain("worker-src 'self';")
})

it('F15 cannot be framed, and upgrades only where there is something to upgrade to', () => {
  expect(policy()).toContain("frame-ancestors 'none'")
  expect(policy()).toContain('upgrade-insecure-requests')
  expect(policy({ secure: false })).not.toContain('upgrade-insecure-requests')
})
