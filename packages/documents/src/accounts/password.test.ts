import { describe, expect, test } from 'vitest'
import { commonPasswords } from './common-passwords.ts'
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
    'password',
    'PassWord1',
    '12345678',
    'qwertyuiop',
    'lone \ud800 surrogate',
    12345678,
    null,
    { length: 12 },
  ]
  test.each(refused.map((password) => [password]))('%j is refused', (password) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(false)
  })

  test('the list of common ones holds only what the other rules let through, in lower case', () => {
    expect(commonPasswords.size).toBeGreaterThan(100)
    for (const password of commonPasswords) {
      expect(password.length).toBeGreaterThanOrEqual(8)
      expect(password).toBe(password.toLowerCase())
    }
  })
})

describe('6.2.11 a new password of the words that everybody tries who knows them', () => {
  const alice = { name: 'Alice van der Berg', email: 'a.berg+work@Acme-Tools.example' }
  const check =
    (password: string, who = alice) =>
    () =>
      requireUnguessable(password, who, 'next')

  test.each([
    'alice.berg.2026',
    'ALICE2026!!',
    'acmetools1!',
    'Tandem-2026',
    'a.berg+work@acme-tools.example',
    'vanderberg1234',
    'tandemtandemtandem',
  ])('%s is refused', (password) => {
    expect(check(password)).toThrow(expect.objectContaining({ code: 'bad_request', field: 'next' }))
  })

  test.each(['eight ch', 'a tandem for two people', 'alice likes green tea', 'al-be-ac-to'])(
    '%s is kept',
    (password) => {
      expect(check(password)).not.toThrow()
    },
  )

  test('a name of signs alone says nothing', () => {
    expect(check('a.b.c.d.', { name: '.*', email: 'x@y.z' })).not.toThrow()
  })
})
