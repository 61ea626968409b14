import { describe, expect, test } from 'vitest'
import { commonPasswords } from './common-passwords.ts'
import { newPasswordSchema } from './password.ts'

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
