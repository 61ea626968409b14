import { createHmac } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { InvalidTicket, mintReplicaTicket, mintTicket, verifyReplicaTicket, verifyTicket } from './ticket.ts'

const secret = 'a secret of at least 32 characters'
const alice = { userId: 'alice', name: 'Alice', hue: 23, sessionId: 's1' }
const grant = { documentId: 'doc', replica: 7, userId: 'alice' }

test('T1 a ticket tells who holds it', async () => {
  expect(await verifyTicket(secret, await mintTicket(secret, alice))).toEqual(alice)
  expect(await verifyReplicaTicket(secret, await mintReplicaTicket(secret, grant))).toEqual(grant)
})

test('T1 others read it as a JWT', async () => {
  const { payload, protectedHeader } = await jwtVerify(
    await mintTicket(secret, alice),
    new TextEncoder().encode(secret),
    { audience: 'tandem:join' },
  )
  expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' })
  expect(payload).toMatchObject({ sub: 'alice', name: 'Alice', sid: 's1' })
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60)
})

describe('T2 anything else is refused', () => {
  const key = new TextEncoder().encode(secret)
  const claims = { sub: 'alice', name: 'Alice', sid: 's1' }
  const minted = () => new SignJWT(claims).setAudience('tandem:join').setExpirationTime('1 h')
  /** Signed with the secret, whatever it says. */
  const signed = (content: string) => `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
  const expired = () =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setAudience('tandem:join').setExpirationTime(1).sign(key)
  const unsigned = () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    return Promise.resolve(`${part({ alg: 'none' })}.${part({ ...claims, aud: 'tandem:join', exp: 9e9 })}.`)
  }
  const nameless = () =>
    new SignJWT({ sub: 'alice', sid: 's1' })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('tandem:join')
      .setExpirationTime('1 h')
      .sign(key)
  test.each([
    ['expired', expired],
    ['unsigned', unsigned],
    ['without a name', nameless],
    ['of another secret', () => mintTicket(`another ${secret}`, alice)],
    ['for another purpose', () => mintReplicaTicket(secret, grant)],
    ['of another algorithm', () => minted().setProtectedHeader({ alg: 'HS384' }).sign(key)],
    [
      'without an end',
      () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setAudience('tandem:join').sign(key),
    ],
    ['signed, and nothing else', async () => signed('')],
    ['signed, and no claims', async () => signed('eyJhbGciOiJIUzI1NiJ9.garbage')],
    ['without its signature', async () => (await mintTicket(secret, alice)).replace(/[^.]*$/, '')],
    ['garbage', async () => 'garbage'],
    ['empty', async () => ''],
  ])('%s', async (_, mint) => {
    await expect(verifyTicket(secret, await mint())).rejects.toBeInstanceOf(InvalidTicket)
  })

  test('a changed byte', async () => {
    const token = await mintTicket(secret, alice)
    const flipped = token.replace(/\.(.)/, (_, first: string) => `.${first === 'A' ? 'B' : 'A'}`)
    await expect(verifyTicket(secret, flipped)).rejects.toBeInstanceOf(InvalidTicket)
  })
})

test('T3 a short secret is our own mistake', async () => {
  await expect(mintTicket('short', alice)).rejects.toBeInstanceOf(RangeError)
})
