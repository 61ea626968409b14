import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { alice, bob, db, signedIn, stagePeople } from '../../testing/people.ts'
import { changePassword, signIn } from '../accounts.ts'
import { requestPasswordReset, resetPassword } from '../password-reset.ts'
import { requireSecondFactor } from './require-second-factor.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  secondFactorOf,
} from './second-factor.ts'

const key = 'a secret of at least 32 characters'
stagePeople()

const start = 1_800_000_000_000
const minuteMs = 60_000
const wrong = { code: 'forbidden', field: 'code' }
const unproved = { code: 'forbidden', field: 'proof' }

/** What a device shows that was set up with an address. */
const device = (address: string) => {
  const secret = Secret.fromBase32(new URL(address).searchParams.get('secret') ?? '')
  return (now: number) => new TOTP({ secret }).generate({ timestamp: now })
}

const begin = async (user = alice) => beginSecondFactor(db, key, await signedIn(user))

/** Alice, or whoever is named, has a second factor since `start`. */
async function setUp(user = alice) {
  const codeAt = device((await begin(user)).address)
  const { recoveryCodes } = await confirmSecondFactor(db, key, user.id, codeAt(start), start)
  return { codeAt, recoveryCodes }
}

const tryWith = (code: string, now = start + minuteMs) => requireSecondFactor(db, alice.id, { key, code }, now)
const enter = (code?: string) =>
  signIn(db, {
    email: alice.email,
    password: alice.password,
    agent: '',
    secondFactor: code === undefined ? null : { key, code },
  })

test('is not asked for before its first code was right', async () => {
  expect(await secondFactorOf(db, alice.id)).toEqual({ isOn: false, recoveryCodes: 0 })
  const { address, secret } = await begin()
  expect(new URL(address).searchParams.get('secret')).toBe(secret.replaceAll(' ', ''))
  expect(await enter()).toMatchObject({ id: alice.id })
  const codeAt = device(address)
  const tooOld = confirmSecondFactor(db, key, alice.id, codeAt(start), start + 10 * minuteMs)
  await expect(tooOld).rejects.toMatchObject({ code: 'bad_request', field: 'code' })
  await confirmSecondFactor(db, key, alice.id, codeAt(start), start)
  expect(await secondFactorOf(db, alice.id)).toEqual({ isOn: true, recoveryCodes: 10 })
})

test('is asked for at sign-in, of whoever has the password and of nobody else', async () => {
  const { recoveryCodes } = await setUp()
  await expect(enter()).rejects.toMatchObject(wrong)
  await expect(enter('')).rejects.toMatchObject(wrong)
  await expect(enter('000000')).rejects.toMatchObject(wrong)
  const stranger = { email: alice.email, password: 'not the password', agent: '' }
  expect(await signIn(db, stranger)).toBeNull()
  expect(await signIn(db, { ...stranger, secondFactor: { key, code: recoveryCodes[0] ?? '' } })).toBeNull()
  expect(await enter(recoveryCodes[0])).toMatchObject({ id: alice.id })
})

test('tries count for whoever has the password, and for nobody else', async () => {
  const { recoveryCodes } = await setUp()
  let tries = 0
  const secondFactor = { key, code: recoveryCodes[0] ?? '', admit: async () => ++tries > 1 }
  expect(await signIn(db, { email: alice.email, password: 'not the password', agent: '', secondFactor })).toBeNull()
  expect(tries).toBe(0)
  const enterCounted = () => signIn(db, { email: alice.email, password: alice.password, agent: '', secondFactor })
  await expect(enterCounted()).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await enterCounted()).toMatchObject({ id: alice.id })
})

test('a code is good once, and none before it afterwards', async () => {
  const { codeAt } = await setUp()
  await expect(tryWith(codeAt(start), start)).rejects.toMatchObject(wrong)
  await tryWith(codeAt(start + minuteMs))
  await expect(tryWith(codeAt(start + minuteMs))).rejects.toMatchObject(wrong)
  await expect(tryWith(codeAt(start + minuteMs / 2))).rejects.toMatchObject(wrong)
  await tryWith(codeAt(start + 2 * minuteMs), start + 2 * minuteMs)
})

test('a code that is used twice at once is good once', async () => {
  const { codeAt, recoveryCodes } = await setUp()
  for (const code of [codeAt(start + minuteMs), recoveryCodes[0] ?? '']) {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => tryWith(code)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }
})

test('a recovery code is good once, however it is typed', async () => {
  const { recoveryCodes } = await setUp()
  const [first = '', second = ''] = recoveryCodes
  expect(new Set(recoveryCodes).size).toBe(10)
  await tryWith(` ${first.toUpperCase().replaceAll('-', ' ')} `)
  await expect(tryWith(first)).rejects.toMatchObject(wrong)
  await tryWith(second.replaceAll('-', ''))
  expect(await secondFactorOf(db, alice.id)).toEqual({ isOn: true, recoveryCodes: 8 })
})

test.each([
  '',
  ' ',
  '12345',
  '1234567',
  'abcdef',
  '０００００００',
  'a\0b',
  'x'.repeat(100_000),
  '0000-0000-0000-0000',
])('%j opens nothing', async (code) => {
  await setUp()
  await expect(tryWith(code)).rejects.toMatchObject(wrong)
})

test('somebody else’s code is none', async () => {
  const { codeAt, recoveryCodes } = await setUp()
  await setUp(bob)
  for (const code of [codeAt(start + minuteMs), recoveryCodes[0] ?? '']) {
    await expect(requireSecondFactor(db, bob.id, { key, code }, start + minuteMs)).rejects.toMatchObject(wrong)
  }
})

test('neither the secret nor a code is in the database; with another key only recovery codes are left', async () => {
  const { codeAt, recoveryCodes } = await setUp()
  const { rows } = await db.pool.query(
    `SELECT string_agg(f::text, '') || (SELECT string_agg(c::text, '') FROM recovery_code c) AS kept FROM second_factor f`,
  )
  const letters = (recoveryCodes[0] ?? '').replaceAll('-', '')
  expect(rows[0]?.kept).not.toContain(Buffer.from(letters).toString('hex'))
  const another = { key: `another ${key}`, code: codeAt(start + minuteMs) }
  await expect(requireSecondFactor(db, alice.id, another, start + minuteMs)).rejects.toMatchObject(wrong)
  await requireSecondFactor(db, alice.id, { ...another, code: recoveryCodes[0] ?? '' }, start + minuteMs)
})

describe('setting it up', () => {
  test('wants a recent proof, and a password beside which it can be asked for', async () => {
    const call = beginSecondFactor(db, key, await signedIn(alice, { proved: false }))
    await expect(call).rejects.toMatchObject(unproved)
    const holder = await signedIn(alice)
    for (const userId of [bob.id, 'missing', '', 'a\0b']) {
      await expect(beginSecondFactor(db, key, { ...holder, userId })).rejects.toMatchObject({ code: 'auth_required' })
      await expect(confirmSecondFactor(db, key, userId, '000000')).rejects.toMatchObject({ code: 'conflict' })
    }
    await db.prisma.user.update({ where: { id: alice.id }, data: { passwordHash: null } })
    await expect(begin()).rejects.toMatchObject({ code: 'forbidden', field: null })
  })

  test('again takes the newer secret; one that is in use stays', async () => {
    const first = device((await begin()).address)
    const second = device((await begin()).address)
    const old = confirmSecondFactor(db, key, alice.id, first(start), start)
    await expect(old).rejects.toMatchObject({ code: 'bad_request', field: 'code' })
    await confirmSecondFactor(db, key, alice.id, second(start), start)
    await expect(begin()).rejects.toMatchObject({ code: 'conflict' })
    await expect(confirmSecondFactor(db, key, alice.id, second(start), start)).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

describe('it ends', () => {
  test('with a recent proof', async () => {
    await setUp()
    const call = removeSecondFactor(db, await signedIn(alice, { proved: false }))
    await expect(call).rejects.toMatchObject(unproved)
    await removeSecondFactor(db, await signedIn(alice))
    expect(await secondFactorOf(db, alice.id)).toEqual({ isOn: false, recoveryCodes: 0 })
    expect(await enter()).toMatchObject({ id: alice.id })
    await expect(removeSecondFactor(db, await signedIn(alice))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('by whoever runs the server', async () => {
    await setUp()
    await dropSecondFactor(db, alice.id)
    expect(await enter()).toMatchObject({ id: alice.id })
    for (const id of [alice.id, 'missing', 'a\0b']) {
      await expect(dropSecondFactor(db, id)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('not with another password, whoever sets it', async () => {
    await setUp()
    const next = 'quite another password'
    await changePassword(db, alice.id, { password: alice.password, next })
    const enterAgain = () => signIn(db, { email: alice.email, password: next, agent: '' })
    await expect(enterAgain()).rejects.toMatchObject(wrong)
    const link = await requestPasswordReset(db, alice.email)
    await resetPassword(db, { token: link?.token ?? '', next })
    await expect(enterAgain()).rejects.toMatchObject(wrong)
  })
})

test('new recovery codes take the place of the others, for who has a second factor and has shown who they are', async () => {
  await expect(renewRecoveryCodes(db, await signedIn(alice))).rejects.toMatchObject({ code: 'conflict' })
  const { recoveryCodes: old } = await setUp()
  const call = renewRecoveryCodes(db, await signedIn(alice, { proved: false }))
  await expect(call).rejects.toMatchObject(unproved)
  const { recoveryCodes } = await renewRecoveryCodes(db, await signedIn(alice))
  expect(await secondFactorOf(db, alice.id)).toEqual({ isOn: true, recoveryCodes: 10 })
  await expect(tryWith(old[0] ?? '')).rejects.toMatchObject(wrong)
  await tryWith(recoveryCodes[0] ?? '')
})

test('what becomes of it is written down', async () => {
  await setUp()
  await renewRecoveryCodes(db, await signedIn(alice))
  await removeSecondFactor(db, await signedIn(alice))
  const { rows } = await db.pool.query(
    `SELECT event, actor_id = subject_id AS own FROM audit_event
      WHERE subject_id = $1 AND (event LIKE 'second%' OR event LIKE 'recovery%') ORDER BY id`,
    [alice.id],
  )
  expect(rows).toEqual([
    { event: 'second_factor_on', own: true },
    { event: 'recovery_codes_renewed', own: true },
    { event: 'second_factor_off', own: true },
  ])
})
