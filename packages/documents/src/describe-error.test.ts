import { expect, test } from 'vitest'
import { describeError } from './describe-error.ts'

test.each([
  'Key (email)=(alice@example.test) already exists.',
  'Argument `email`: "alice.archer+notes@mail.example.test" is no date',
  'mailto:ALICE@EXAMPLE.TEST',
])('no address is written down of %j, nor of what caused it', (message) => {
  const error = Object.assign(new Error(message, { cause: new Error(message, { cause: message }) }), {
    detail: message,
    meta: { cause: { detail: message } },
  })
  const written = JSON.stringify(describeError(error))
  expect(written).not.toMatch(/alice/i)
  expect(written).toContain('(address)')
})

test('where it happened stays readable', () => {
  const error = new Error('no answer')
  error.stack = 'Error: no answer\n at /srv/node_modules/.pnpm/pg@8.16.3/node_modules/pg/lib/client.js:1:2'
  expect(describeError(error)).toEqual({ type: 'Error', message: 'no answer', stack: error.stack })
})
