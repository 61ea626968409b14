import { expect, test } from 'vitest'
import { openSecret, sealSecret } from './sealed-secret.ts'

const key = 'a secret of at least 32 characters'
const secret = Buffer.from('twenty bytes of key.')

test('what is sealed opens again, and looks different each time', () => {
  const [first, second] = [sealSecret(key, 'alice', secret), sealSecret(key, 'alice', secret)]
  expect(openSecret(key, 'alice', first)).toEqual(secret)
  expect(first.equals(second)).toBe(false)
  expect(first.includes(secret)).toBe(false)
})

test('with another key, for somebody else, changed or cut it opens nothing', () => {
  const sealed = sealSecret(key, 'alice', secret)
  expect(openSecret(`${key}!`, 'alice', sealed)).toBeNull()
  expect(openSecret(key, 'bob', sealed)).toBeNull()
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(openSecret(key, 'alice', changed)).toBeNull()
    expect(openSecret(key, 'alice', sealed.subarray(0, at))).toBeNull()
  }
})
