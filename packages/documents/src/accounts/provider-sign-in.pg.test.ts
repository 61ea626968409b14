import { beforeEach, describe, expect, test } from 'vitest'
import { alice, bob, db, guest, signedIn, stagePeople } from '../testing/people.ts'
import { behind } from '../testing/waiting.ts'
import { disableAccount, signIn } from './accounts.ts'
import type { ProviderIdentity } from './provider-identity.ts'
import { connectProvider, disconnectProvider, listProviders, signInWithProvider } from './provider-sign-in.ts'
import { requireRecentProof } from './recent-proof.ts'
import { proofSeconds } from './sign-in.ts'
import { accountOf } from './sign-ins.ts'

stagePeople()

let github: ProviderIdentity
beforeEach(() => {
  const known = { email: alice.email, emailVerified: true, name: 'Alice at GitHub' }
  github = { provider: 'github', subject: alice.id, ...known, signedInAt: null }
})

const configured = ['github', 'google']
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000)
const turnOnSecondFactor = () =>
  db.prisma.secondFactor.create({ data: { userId: alice.id, secret: new Uint8Array(1), confirmedAt: new Date() } })

const enter = (identity = github) => signInWithProvider(db, identity, 'Browser')

test('who comes for the first time gets an account, and has it from then on, whatever their address becomes', async () => {
  const email = `new-${alice.email}`
  const first = await enter({ ...github, email: email.toUpperCase() })
  expect(await accountOf(db, first)).toMatchObject({ email, name: 'Alice at GitHub' })
  const second = await enter({ ...github, email: 'another@example.test', emailVerified: false, name: 'x' })
  expect(second.userId).toBe(first.userId)
  expect(second.signInId).not.toBe(first.signInId)
  expect(await signIn(db, { email, password: alice.password, agent: '' })).toBeNull()
})

test.each(['', '\u200b', 'Al\nice', 'x'.repeat(1000)])('a name that is none (%j) becomes one that is', async (name) => {
  const { userId } = await enter({ ...github, email: `zoe.${alice.email}`, name })
  const { name: shown } = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } })
  expect(shown).toMatch(/^zoe\./)
})

describe('an account with the same address', () => {
  test('is theirs where both sides know the address to be', async () => {
    expect(await enter()).toMatchObject({ userId: alice.id })
    expect(await listProviders(db, alice.id)).toEqual(['github'])
  })

  const strangers: [
    name: string,
    setScene: () => Promise<unknown>,
    identity: Partial<ProviderIdentity>,
    code: string,
  ][] = [
    ['the provider does not vouch for it', async () => {}, { emailVerified: false }, 'forbidden'],
    ['the provider tells none', async () => {}, { email: null }, 'forbidden'],
    [
      'nobody proved it here: whoever made it may be somebody else',
      () => db.prisma.user.update({ where: { id: alice.id }, data: { emailVerified: null } }),
      {},
      'conflict',
    ],
    ['it has a second factor', turnOnSecondFactor, {}, 'conflict'],
  ]
  test.each(strangers)('is not when %s', async (_, setScene, identity, code) => {
    await setScene()
    await expect(enter({ ...github, ...identity })).rejects.toMatchObject({ code })
    expect(await listProviders(db, alice.id)).toEqual([])
    expect(await db.prisma.signIn.count({ where: { userId: alice.id } })).toBe(0)
  })
})

describe('somebody who is signed in', () => {
  const unproved = { code: 'forbidden', field: 'proof' }

  test('connects whatever identity they have, once', async () => {
    const theirs = { ...github, email: 'elsewhere@example.test', emailVerified: false }
    const holder = await signedIn(alice)
    await connectProvider(db, holder, theirs)
    await connectProvider(db, holder, theirs)
    expect(await enter(theirs)).toMatchObject({ userId: alice.id })
    const second = connectProvider(db, holder, { ...theirs, subject: 'another' })
    await expect(second).rejects.toMatchObject({ code: 'conflict' })
    const others = connectProvider(db, await signedIn(bob), theirs)
    await expect(others).rejects.toMatchObject({ code: 'conflict' })
    const asGuest = connectProvider(db, await signedIn(await guest()), { ...theirs, subject: 'a third' })
    await expect(asGuest).rejects.toMatchObject({ code: 'forbidden' })
    for (const userId of [bob.id, 'missing', 'a\0b']) {
      const call = connectProvider(db, { ...holder, userId }, { ...theirs, subject: 'a third' })
      await expect(call).rejects.toMatchObject({ code: 'auth_required' })
    }
  })

  test('connects and disconnects nothing without a recent proof', async () => {
    const holder = await signedIn(alice, { proved: false })
    await expect(connectProvider(db, holder, github)).rejects.toMatchObject(unproved)
    expect(await listProviders(db, alice.id)).toEqual([])
    await enter()
    await expect(disconnectProvider(db, holder, 'github', configured)).rejects.toMatchObject(unproved)
    expect(await listProviders(db, alice.id)).toEqual(['github'])
  })

  test('shows who they are by coming back from where they are connected, and from nowhere else', async () => {
    await enter()
    const [ofAlice, ofBob] = [await signedIn(alice, { proved: false }), await signedIn(bob, { proved: false })]
    await expect(connectProvider(db, ofBob, github)).rejects.toMatchObject(unproved)
    await expect(connectProvider(db, ofAlice, { ...github, subject: 'x' })).rejects.toMatchObject(unproved)
    await expect(connectProvider(db, ofAlice, { ...github, provider: 'x' })).rejects.toMatchObject(unproved)
    await connectProvider(db, ofAlice, github)
    await requireRecentProof(db, ofAlice)
    await expect(requireRecentProof(db, ofBob)).rejects.toMatchObject(unproved)
  })

  test('shows nothing by coming back from where they had been signed in for long', async () => {
    await enter()
    const holder = await signedIn(alice, { proved: false })
    const silently = connectProvider(db, holder, { ...github, signedInAt: secondsAgo(proofSeconds + 60) })
    await expect(silently).rejects.toMatchObject(unproved)
    await expect(requireRecentProof(db, holder)).rejects.toMatchObject(unproved)
    await connectProvider(db, holder, { ...github, signedInAt: secondsAgo(5) })
    await requireRecentProof(db, holder)
  })

  test('shows nothing by it while they have a second factor', async () => {
    await enter()
    await turnOnSecondFactor()
    const holder = await signedIn(alice, { proved: false })
    await expect(connectProvider(db, holder, github)).rejects.toMatchObject(unproved)
    await expect(requireRecentProof(db, holder)).rejects.toMatchObject(unproved)
  })
})

describe('signing in by a provider', () => {
  test.each<[when: string, signedInAt: () => Date | null, factor: boolean, proves: boolean]>([
    ['is a proof', () => null, false, true],
    ['where they signed in just now is a proof', () => secondsAgo(5), false, true],
    ['whose clock is ahead of ours is a proof', () => secondsAgo(-5), false, true],
    ['where they had been signed in for long is none', () => secondsAgo(proofSeconds + 60), false, false],
    ['is none of who has a second factor', () => null, true, false],
  ])('%s', async (_, signedInAt, factor, proves) => {
    await enter()
    if (factor) await turnOnSecondFactor()
    const asked = requireRecentProof(db, await enter({ ...github, signedInAt: signedInAt() }))
    if (proves) await asked
    else await expect(asked).rejects.toMatchObject({ code: 'forbidden', field: 'proof' })
  })
})

describe('an account that is deleted at the same moment', () => {
  const deletion: [sql: string, values: () => string[]] = [
    `UPDATE "user" SET email = NULL, password_hash = NULL, deleted_at = now() WHERE id = $1`,
    () => [alice.id],
  ]

  test('takes nobody in by a provider', async () => {
    await enter()
    await db.prisma.user.update({ where: { id: alice.id }, data: { passwordHash: null } })
    const [sql, values] = deletion
    const outcome = await behind(db, [sql, values()], enter)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'auth_required' } })
  })

  test('is connected to nothing', async () => {
    const [sql, values] = deletion
    const outcome = await behind(db, [sql, values()], enter)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } })
    expect(await listProviders(db, alice.id)).toEqual([])
  })
})

test('a disabled account stays closed', async () => {
  await enter()
  await disableAccount(db, alice.id)
  await expect(enter()).rejects.toMatchObject({ code: 'account_disabled' })
})

test('the same person twice at once gets one account', async () => {
  const identity = { ...github, email: `twice-${alice.email}` }
  const results = await Promise.allSettled([enter(identity), enter(identity), enter(identity)])
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' })
  expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect(await db.prisma.user.count({ where: { email: identity.email } })).toBe(1)
})

describe('it ends', () => {
  test('for whoever has a password', async () => {
    await enter()
    await disconnectProvider(db, await signedIn(alice), 'github', configured)
    expect(await listProviders(db, alice.id)).toEqual([])
    const again = disconnectProvider(db, await signedIn(alice), 'github', configured)
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  test('not while the only other way in is a provider that is not configured any more', async () => {
    const holder = await enter({ ...github, email: `left-${alice.email}` })
    await connectProvider(db, holder, { ...github, provider: 'https://gone.example' })
    await expect(disconnectProvider(db, holder, 'github', configured)).rejects.toMatchObject({ code: 'conflict' })
    await disconnectProvider(db, holder, 'https://gone.example', configured)
    expect(await listProviders(db, holder.userId)).toEqual(['github'])
  })

  test('not while it is the only way in, also when two go at once', async () => {
    const holder = await enter({ ...github, email: `only-${alice.email}` })
    await expect(disconnectProvider(db, holder, 'github', configured)).rejects.toMatchObject({ code: 'conflict' })
    await connectProvider(db, holder, { ...github, provider: 'google' })
    // Both are under way before either can go on.
    const other = await db.owner.connect()
    try {
      await other.query('BEGIN')
      await other.query('SELECT FROM "user" WHERE id = $1 FOR UPDATE', [holder.userId])
      const both = ['github', 'google'].map((provider) => disconnectProvider(db, holder, provider, configured))
      const waiting = async () => {
        const { rows } = await db.owner.query(
          `SELECT count(*)::int AS count FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%disconnect_provider%'`,
        )
        return rows[0]?.count
      }
      await expect.poll(waiting).toBe(2)
      await other.query('COMMIT')
      const results = await Promise.allSettled(both)
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await listProviders(db, holder.userId)).toHaveLength(1)
    } finally {
      other.release()
    }
  })
})
