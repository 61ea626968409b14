import { describe, expect, test } from 'vitest'
import { disableAccount } from '../accounts/accounts.ts'
import { beginSignIn, endAllSignIns, endSignIn, listSignIns } from '../accounts/sign-ins.ts'
import { alice, bob, db, signedIn, stagePeople } from '../testing/people.ts'
import { maxTokens, tokenScopes } from './token.ts'
import { createToken, holderOfToken, listTokens, revokeToken } from './tokens.ts'

stagePeople()

const wanted = { name: 'Backup', scopes: tokenScopes, days: 30 }

test('a token’s secret is told once, begins as secrets of ours do, and is kept as a hash only', async () => {
  const holder = await signedIn(alice)
  const { id, secret } = await createToken(db, holder, wanted)
  expect(secret).toMatch(/^tandem_pat_[0-9a-z]{52}$/)
  const { rows } = await db.owner.query(
    'SELECT to_jsonb(t)::text || to_jsonb(i)::text AS row FROM access_token t JOIN sign_in i USING (id)',
  )
  for (const { row } of rows) expect(row).not.toContain(secret.slice(-20))
  const [listed, ...others] = await listTokens(db, holder.userId)
  expect(listed).toMatchObject({ id, name: 'Backup', scopes: tokenScopes, lastUsedAt: null })
  expect(others).toEqual([])
})

test('who has the secret is its person, within its scopes; that it was used is noted', async () => {
  const holder = await signedIn(alice)
  const { id, secret } = await createToken(db, holder, { ...wanted, scopes: ['documents:write', 'documents:read'] })
  expect(await holderOfToken(db, secret)).toEqual({
    userId: holder.userId,
    signInId: id,
    name: 'Alice',
    scopes: ['documents:read', 'documents:write'],
  })
  expect((await listTokens(db, holder.userId))[0]?.lastUsedAt).toBeInstanceOf(Date)
})

test.each([
  '',
  'tandem_pat_',
  `tandem_pat_${'0'.repeat(52)}`,
  `tandem_pat_${'0'.repeat(51)}`,
  `tandem_pat_${'0'.repeat(53)}`,
  `TANDEM_PAT_${'0'.repeat(52)}`,
  `tandem_pat_${'\0'.repeat(52)}`,
  `tandem_pat_${'0'.repeat(1_000_000)}`,
])('nobody comes by the secret %#', async (secret) => {
  expect(await holderOfToken(db, secret)).toBeNull()
})

describe('a token ends', () => {
  const ends: Readonly<
    Record<string, (who: { userId: string; signInId: string }, tokenId: string) => Promise<unknown>>
  > = {
    'when it is revoked': ({ userId }, tokenId) => revokeToken(db, userId, tokenId),
    'with all sign-ins': ({ userId }) => endAllSignIns(db, userId),
    'with the account': ({ userId }) => disableAccount(db, userId),
    'at its time': (_, tokenId) => db.owner.query(`UPDATE sign_in SET expires_at = now() WHERE id = $1`, [tokenId]),
  }
  test.each(Object.keys(ends))('%s', async (how) => {
    const holder = await signedIn(alice)
    const { id, secret } = await createToken(db, holder, wanted)
    await ends[how]?.(holder, id)
    expect(await holderOfToken(db, secret)).toBeNull()
    expect(await listTokens(db, holder.userId)).toEqual([])
  })
})

test('a token goes on when the sign-in ends that it was made from, and when more devices sign in than one may have', async () => {
  const holder = await signedIn(alice)
  const { secret } = await createToken(db, holder, wanted)
  await endSignIn(db, holder)
  const user = await db.prisma.user.findUnique({ where: { id: holder.userId }, select: { passwordHash: true } })
  for (let device = 0; device < 51; device++) {
    await beginSignIn(db, { userId: holder.userId, passwordHash: user?.passwordHash ?? null, agent: `${device}` })
  }
  expect(await holderOfToken(db, secret)).not.toBeNull()
  const devices = await listSignIns(db, holder.userId)
  expect(devices.length).toBe(50)
  expect(devices.every(({ agent }) => !agent.includes('token'))).toBe(true)
})

describe('no token is made', () => {
  test.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(65) }, 'name'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['everything'] }, 'scopes.0'],
    [{ days: 31 }, 'days'],
    [{ days: 1e9 }, 'days'],
    [{ userId: 'somebody' }, null],
  ])('of %j', async (input, field) => {
    const holder = await signedIn(alice)
    // What isn't valid comes from outside, where no type holds it.
    const given: typeof wanted = JSON.parse(JSON.stringify({ ...wanted, ...input }))
    await expect(createToken(db, holder, given)).rejects.toMatchObject({ code: 'bad_request', field })
  })

  test('from a sign-in that has ended, of somebody else, or that is a token itself', async () => {
    const [holder, other] = [await signedIn(alice), await signedIn(bob)]
    const { id } = await createToken(db, holder, wanted)
    for (const signInId of [id, other.signInId, 'none']) {
      await expect(createToken(db, { ...holder, signInId }, wanted)).rejects.toMatchObject({ code: 'auth_required' })
    }
  })

  test('by who has not shown lately who they are', async () => {
    const holder = await signedIn(alice, { proved: false })
    await expect(createToken(db, holder, wanted)).rejects.toMatchObject({ code: 'forbidden', field: 'proof' })
    expect(await listTokens(db, alice.id)).toEqual([])
  })

  test('for a guest', async () => {
    const holder = await signedIn(alice)
    await db.owner.query('UPDATE "user" SET email = NULL, password_hash = NULL WHERE id = $1', [holder.userId])
    await expect(createToken(db, holder, wanted)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('beyond as many as one may have', async () => {
    const holder = await signedIn(alice)
    for (let made = 0; made < maxTokens; made++) await createToken(db, holder, wanted)
    await expect(createToken(db, holder, wanted)).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('nobody revokes somebody else’s token, nor a sign-in that is none', async () => {
  const [holder, other] = [await signedIn(alice), await signedIn(bob)]
  const { id, secret } = await createToken(db, holder, wanted)
  await expect(revokeToken(db, other.userId, id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(revokeToken(db, holder.userId, holder.signInId)).rejects.toMatchObject({ code: 'not_found' })
  expect(await holderOfToken(db, secret)).not.toBeNull()
})
