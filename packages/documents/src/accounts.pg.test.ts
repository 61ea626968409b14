import { createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getAccount, signUp, verifyPassword } from './accounts.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const password = '  pässwörd with spaces \u{1f511} '

describe('signing up', () => {
  test('makes an account with a canonical address, a tidy name and an argon2id hash', async () => {
    const { userId } = await signUp(db, { email: ' Alice@Example.TEST ', name: ' Alice ', password })
    expect(await getAccount(db, userId)).toEqual({ id: userId, email: 'alice@example.test', name: 'Alice' })
    const { passwordHash } = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } })
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('with an address that has an account is a conflict and changes nothing, in any spelling', async () => {
    const { userId } = await signUp(db, { email: 'bob@example.test', name: 'Bob', password })
    for (const email of ['bob@example.test', 'BOB@EXAMPLE.TEST', ' Bob@example.test ']) {
      const again = signUp(db, { email, name: 'Mallory', password: 'another password' })
      await expect(again).rejects.toMatchObject({ code: 'conflict', field: 'email' })
    }
    expect(await verifyPassword(db, { email: 'bob@example.test', password })).toMatchObject({ id: userId, name: 'Bob' })
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

describe('verifying a password', () => {
  test('takes exactly the bytes that were chosen', async () => {
    await signUp(db, { email: 'carol@example.test', name: 'Carol', password })
    const verify = (attempt: string) => verifyPassword(db, { email: 'Carol@example.test', password: attempt })
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
    expect(await verifyPassword(db, { email: 'nul@example.test', password: 'a secret\0two' })).toBeNull()
    expect(await verifyPassword(db, { email: 'nul@example.test', password: 'a secret\0one' })).not.toBeNull()
  })

  test('of nobody, and of somebody without one, is null', async () => {
    await db.prisma.user.create({ data: { id: 'oauth', email: 'oauth@example.test', name: 'Olga' } })
    for (const email of ['nobody@example.test', 'oauth@example.test', 'no address', '', 'a\0@example.test']) {
      expect(await verifyPassword(db, { email, password })).toBeNull()
    }
    for (const input of [
      { email: { contains: '@' }, password },
      { email: 'oauth@example.test', password: { not: '' } },
    ]) {
      expect(await verifyPassword(db, input as unknown as { email: string; password: string })).toBeNull()
    }
  })

  test('of somebody whom a factory made', async () => {
    const made = await createUser(db)
    expect(await verifyPassword(db, made)).toEqual({ id: made.id, email: made.email, name: made.name })
  })

  test('in a flood is `busy` for those who do not fit, and right for the others', async () => {
    // Hashed at the full cost: the queue must fill faster than it empties.
    const { userId } = await signUp(db, { email: 'flood@example.test', name: 'Flora', password })
    const input = { email: 'flood@example.test', password }
    const flood = Array.from({ length: 400 }, () => verifyPassword(db, input))
    const results = await Promise.allSettled(flood)
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'busy' })
    for (const result of results) if (result.status === 'fulfilled') expect(result.value).toMatchObject({ id: userId })
    expect(await verifyPassword(db, input)).not.toBeNull()
  })
})

test('an account is found by its id only', async () => {
  for (const id of ['missing', '', 'a\0b']) expect(await getAccount(db, id)).toBeNull()
})
