import { expect, test } from 'vitest'
import { deviceAddress, stepOf, typedSecret } from './one-time-code.ts'

/** The secret of RFC 6238, and its codes (appendix B, the last six digits). */
const secret = Buffer.from('12345678901234567890')
const vectors = [
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [1_234_567_890, '005924', 41_152_263],
  [20_000_000_000, '353130', 666_666_666],
] as const

test.each(vectors)('at %s s the code is %s', (seconds, code, step) => {
  expect(stepOf(secret, code, seconds * 1000)).toBe(step)
  expect(stepOf(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, seconds * 1000)).toBe(step)
})

test('a clock may be half a minute off, and no more', () => {
  const [seconds, code, step] = vectors[1]
  const at = (offset: number) => stepOf(secret, code, (seconds + offset) * 1000)
  expect([at(-30), at(30)]).toEqual([step, step])
  expect([at(-60), at(60)]).toEqual([null, null])
})

test.each(['', '28708', '2870822', 'abcdef', '２８７０８２', '-87082', '2870.2', '1e5000'])('%j is no code', (code) => {
  expect(stepOf(secret, code, 59_000)).toBeNull()
})

test('a device is told by an address or by letters', () => {
  expect(deviceAddress(secret, 'a:b@example.test')).toBe(
    'otpauth://totp/Tandem:a%3Ab%40example.test?issuer=Tandem&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30',
  )
  expect(typedSecret(secret)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
})
