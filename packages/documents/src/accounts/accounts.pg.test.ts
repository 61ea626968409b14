import { createUser } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { alice, bob, db, stagePeople } from '../testing/people.ts'
import {
  accountWithEmail,
  changePassword,
  disableAccount,
  enableAccount,
  hasPassword,
  signIn,
  signUp,
} from './accounts.ts'
import { accountOf, endAllSignIns } from './sign-ins.ts'

stagePeople()

/** Signs in with whatever browser. */
const enter = (input: { email: string; password: string }) => signIn(db, { ...input, agent: 'Browser' })

const password = '  pässwörd with spaces \u{1f511} '

describe('signing up', () => {
  test('makes an account with a canonical address, a tidy name and an argon2id hash', async () => {
    const { userId } = await signUp(db, { email: ' Alice@Example.TEST ', name: ' Alice ', password })
    const entered = await enter({ email: 'alice@example.test', password })
    expect(entered).toMatchObject({ id: userId, email: 'alice@example.test', name: 'Alice' })
    const { passwordHash } = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } })
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('with an address that has an account is a conflict and changes nothing, in any spelling', async () => {
    const { userId } = await signUp(db, { email: 'bob@example.test', name: 'Bob', password })
    for (const email of ['bob@example.test', 'BOB@EXAMPLE.TEST', ' Bob@example.test ']) {
      const again = signUp(db, { email, name: 'Mallory', password: 'another password' })
      await expect(again).rejects.toMatchObject({ code: 'conflict', field: 'email' })
    }
    expect(await enter({ email: 'bob@example.test', password })).toMatchObject({ id: userId, name: 'Bob' })
  })

  test('twice at once makes one account', async () => {
    const input = { email: 'race@example.test', name: 'Racer', password }
    const results = await Promise.allSettled([signUp(db, input), signUp(db, input)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('refuses what is not valid, naming the field, before any hashing', async () => {
    const good = { email: 'good@example.test', name: 'Good', password }
    const bad: [field: string | null, input: unknown][] = [
      ['email', { ...good, email: 'no address' }],
      ['name', { ...good, name: '\u200b' }],
      ['password', { ...good, password: 'short' }],
      ['password', { ...good, password: 'x'.repeat(1_000_000) }],
      ['password', { ...good, password: 'good@example' }],
      [null, { ...good, role: 'admin' }],
      [null, null],
      ['email', { ...good, email: ['good@example.test'] }],
    ]
    for (const [field, input] of bad) {
      const call = signUp(db, input as typeof good)
      await expect(call).rejects.toMatchObject({ code: 'bad_request', field })
    }
    expect(await db.prisma.user.count({ where: { email: good.email } })).toBe(0)
  })
})

describe('a password at sign-in', () => {
  test('F3 takes exactly the bytes that were chosen', async () => {
    await signUp(db, { email: 'carol@example.test', name: 'Carol', password })
    const verify = (attempt: string) => enter({ email: 'Carol@example.test', password: attempt })
    expect(await verify(password)).toMatchObject({ email: 'carol@example.test', name: 'Carol' })
    for (const wrong of [
      password.trim(),
      password.normalize('NFD'),
      `${password}\0`,
      password.toUpperCase(),
      '',
      '\ud800',
      'x'.repeat(257),
    ]) {
      expect(await verify(wrong)).toBeNull()
    }
  })

  test('tells bytes after a NUL apart', async () => {
    await signUp(db, { email: 'nul@example.test', name: 'Nul', password: 'a secret\0one' })
    expect(await enter({ email: 'nul@example.test', password: 'a secret\0two' })).toBeNull()
    expect(await enter({ email: 'nul@example.test', password: 'a secret\0one' })).not.toBeNull()
  })

  test('F1 of nobody, and of somebody without one, is null', async () => {
    await db.prisma.user.create({ data: { id: 'oauth', email: 'oauth@example.test', name: 'Olga' } })
    expect([await hasPassword(db, 'oauth'), await hasPassword(db, 'a\0b')]).toEqual([false, false])
    for (const email of ['nobody@example.test', 'oauth@example.test', 'no address', '', 'a\0@example.test']) {
      expect(await enter({ email, password })).toBeNull()
    }
    for (const input of [
      { email: { contains: '@' }, password },
      { email: 'oauth@example.test', password: { not: '' } },
    ]) {
      expect(await enter(input as unknown as { email: string; password: string })).toBeNull()
    }
  })

  test('of somebody whom a factory made', async () => {
    expect(await enter(alice)).toMatchObject({ id: alice.id, email: alice.email, name: alice.name })
    expect(await hasPassword(db, alice.id)).toBe(true)
  })

  test('F5 in a flood is `busy` for those who do not fit, and right for the others', async () => {
    // Hashed at the full cost: the queue must fill faster than it empties.
    const { userId } = await signUp(db, { email: 'flood@example.test', name: 'Flora', password })
    const input = { email: 'flood@example.test', password }
    const flood = Array.from({ length: 400 }, () => enter(input))
    const results = await Promise.allSettled(flood)
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'busy' })
    for (const result of results) if (result.status === 'fulfilled') expect(result.value).toMatchObject({ id: userId })
    expect(await enter(input)).not.toBeNull()
  })
})

describe('changing the password', () => {
  const next = 'quite another password'

  test('needs the old one, and a new one that is valid', async () => {
    for (const [field, input] of [
      ['password', { password: 'not the password', next }],
      ['password', { password: 'x'.repeat(257), next }],
      ['next', { password: alice.password, next: 'short' }],
      ['next', { password: alice.password, next: 'alice-tandem' }],
    ] as const) {
      await expect(changePassword(db, alice.id, input)).rejects.toMatchObject({ code: 'bad_request', field })
    }
    for (const nobody of ['missing', '', 'a\0b']) {
      await expect(changePassword(db, nobody, { password: alice.password, next })).rejects.toMatchObject({
        field: 'password',
      })
    }
    expect(await enter(alice)).not.toBeNull()
  })

  test('F7 ends every sign-in, and only the new one opens the account', async () => {
    const [first, second] = [await enter(alice), await enter(alice)]
    await changePassword(db, alice.id, { password: alice.password, next })
    for (const entered of [first, second]) {
      expect(await accountOf(db, { userId: alice.id, signInId: entered?.signInId ?? '' })).toBeNull()
    }
    expect(await enter(alice)).toBeNull()
    expect(await enter({ email: alice.email, password: next })).toMatchObject({ id: alice.id })
  })

  test('twice at once from the same old one changes it once', async () => {
    const change = (next: string) => changePassword(db, alice.id, { password: alice.password, next })
    const results = await Promise.allSettled([change('the first of two'), change('the second of two')])
    const failed = results.filter((result) => result.status === 'rejected')
    expect(failed.map(({ reason }) => reason.code)).toEqual(['conflict'])
  })

  test('while somebody signs in with the old one leaves them out', async () => {
    for (let round = 0; round < 20; round++) {
      const user = await createUser(db)
      const [entered] = await Promise.all([
        enter(user).catch((error: unknown) => error),
        changePassword(db, user.id, { password: user.password, next }),
      ])
      const signInId = Object(entered).signInId ?? 'none'
      expect(await accountOf(db, { userId: user.id, signInId })).toBeNull()
    }
  })
})

test('an account is found by its address, in any spelling', async () => {
  const { id, email, name } = alice
  expect(await accountWithEmail(db, ` ${email.toUpperCase()} `)).toEqual({ id, email, name })
  for (const unknown of ['nobody@example.test', 'no address', '', 'a\0@example.test']) {
    expect(await accountWithEmail(db, unknown)).toBeNull()
  }
})

describe('a disabled account', () => {
  test('F7 has no sign-in any more, and gets none; who has no password learns nothing of it', async () => {
    const before = await enter(bob)
    await disableAccount(db, bob.id)
    await disableAccount(db, bob.id)
    expect(await accountOf(db, { userId: bob.id, signInId: before?.signInId ?? '' })).toBeNull()
    await expect(enter(bob)).rejects.toMatchObject({ code: 'account_disabled' })
    expect(await enter({ email: bob.email, password: 'not the password' })).toBeNull()
    await enableAccount(db, bob.id)
    expect(await accountOf(db, { userId: bob.id, signInId: before?.signInId ?? '' })).toBeNull()
    expect(await enter(bob)).toMatchObject({ id: bob.id })
  })

  test('that does not exist', async () => {
    for (const id of ['missing', '', 'a\0b']) {
      await expect(disableAccount(db, id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(enableAccount(db, id)).rejects.toMatchObject({ code: 'not_found' })
      await endAllSignIns(db, id)
    }
  })
})
