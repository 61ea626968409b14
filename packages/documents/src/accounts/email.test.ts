import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emailSchema } from './email.ts'

describe('F13 an e-mail address', () => {
  const kept: [input: string, output: string][] = [
    ['alice@example.com', 'alice@example.com'],
    [' Alice@EXAMPLE.com\n', 'alice@example.com'],
    ['alice+notes@example.com', 'alice+notes@example.com'],
    ['a.l.i.c.e@mail.example.co.uk', 'a.l.i.c.e@mail.example.co.uk'],
    ["o'hara_{x}@xn--bcher-kva.example", "o'hara_{x}@xn--bcher-kva.example"],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ]
  test.each(kept)('%j becomes %j', (input, output) => {
    expect(emailSchema.parse(input)).toBe(output)
  })

  const refused: unknown[] = [
    '',
    'alice',
    '@example.com',
    'alice@',
    'alice@localhost',
    'alice@@example.com',
    'alice@example.com@example.com',
    'alice@-example.com',
    'alice@example..com',
    'alice@.example.com',
    'alice@example.com.',
    'al ice@example.com',
    'alice@exa mple.com',
    'alice@example.com\nBcc: all@example.com',
    'alice\0@example.com',
    'аdmin@example.com', // a Cyrillic a
    '\u212aelvin@example.com', // the Kelvin sign, which lower-cases to k
    'alice@exämple.com',
    `${'a'.repeat(65)}@example.com`,
    `alice@${`${'a'.repeat(63)}.`.repeat(4)}com`,
    `${'a'.repeat(320)}@example.com`,
    'a'.repeat(1_000_000),
    7,
    null,
    ['alice@example.com'],
    { contains: '@' },
  ]
  test.each(refused.map((input) => [input]))('%j is refused', (input) => {
    expect(emailSchema.safeParse(input).success).toBe(false)
  })

  test('that people have is accepted, and has one form however it is written', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const result = emailSchema.parse(address)
        expect(emailSchema.parse(` ${address.toUpperCase()}`)).toBe(result)
        expect(emailSchema.parse(result)).toBe(result)
      }),
    )
  })

  test('is judged in no time, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.constantFrom('a', '.', '-', '@', 'a.', '-.'), (start, piece) => {
        const result = emailSchema.safeParse(start + piece.repeat(300))
        if (result.success) expect(result.data.length).toBeLessThanOrEqual(254)
      }),
    )
  })
})
