import { describe, expect, test } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'
import { newPasswordSchema, requireUnguessable } from './password.ts'

describe('F3 a new password', () => {
  const kept = [
    'eight ch',
    '  spaces  ',
    'x'.repeat(256),
    '\u{1f511}'.repeat(8),
    '\u{1f511}'.repeat(64),
    'with\0nul inside',
    'e\u0301'.repeat(8),
  ]
  test.each(kept.map((password) => [password]))('%j is kept exactly', (password) => {
    expect(newPasswordSchema.parse(password)).toBe(password)
  })

  const refused: unknown[] = [
    '',
    'seven c',
    '\u{1f511}'.repeat(7),
    'x'.repeat(257),
    '\u00e9'.repeat(129),
    'x'.repeat(1_000_000),
    'lone \ud800 surrogate',
    12345678,
    null,
    { length: 12 },
  ]
  test.each(refused.map((password) => [password]))('%j is refused', (password) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(false)
  })

  const nobody = { name: '', email: '' }
  const leaked = ['password', 'PassWord1', '12345678', 'qwertyuiop', 'Trustno1', '00000000', 'iloveyou2', 'welcome2026']
  test.each(leaked)('6.2.4 6.2.12 “%s” is refused, as everything that leaked often', async (password) => {
    await expect(requireUnguessable(password, nobody, 'password')).rejects.toMatchObject({
      code: 'bad_request',
      field: 'password',
    })
  })

  test('6.2.4 more than three thousand of those are refused that the other rules would let through', async () => {
    const { dictionary } = await import('@zxcvbn-ts/language-common')
    const long = dictionary['passwords-common'].filter((password) => newPasswordSchema.safeParse(password).success)
    expect(long.length).toBeGreaterThan(3_000)
    expect((await Promise.all(long.map(isCommonPassword))).every(Boolean)).toBe(true)
  })
})

describe('6.2.11 a new password of the words that everybody tries who knows them', () => {
  const alice = { name: 'Alice van der Berg', email: 'a.berg+work@Acme-Tools.example' }
  const check = (password: string, who = alice) => requireUnguessable(password, who, 'next')

  test.each([
    'alice.berg.2026',
    'ALICE2026!!',
    'acmetools1!',
    'Tandem-2026',
    'a.berg+work@acme-tools.example',
    'vanderberg1234',
    'tandemtandemtandem',
  ])('%s is refused', async (password) => {
    await expect(check(password)).rejects.toMatchObject({ code: 'bad_request', field: 'next' })
  })

  test.each(['eight ch', 'a tandem for two people', 'alice likes green tea', 'al-be-ac-to'])(
    '%s is kept',
    async (password) => {
      await expect(check(password)).resolves.toBeUndefined()
    },
  )

  test('a name of signs alone says nothing', async () => {
    await expect(check('a.b.c.d.', { name: '.*', email: 'x@y.z' })).resolves.toBeUndefined()
  })
})
