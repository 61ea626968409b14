import { describe, expect, test } from 'vitest'
import { isAddressOf, linkAddress, linkIdIn } from './link-address.ts'

const secret = 'a secret that nobody else has'
const link = { id: '0123456789abcdefghjkmnpqrs', generation: 3 }
const address = linkAddress(secret, link)

test('an address says which link it may be of, and proves it', () => {
  expect(address).toMatch(/^[A-Za-z0-9_-]{48}$/)
  expect(linkIdIn(address)).toBe(link.id)
  expect(isAddressOf(secret, link, address)).toBe(true)
  // Written down, it opens documents for ever: it may not change with the code.
  expect(address).toBe(`${link.id}-79CYz5hKfVn32OfRcHBdA`)
})

describe('another one proves nothing', () => {
  test.each([
    ['of the next generation', linkAddress(secret, { ...link, generation: 4 })],
    ['of another link', linkAddress(secret, { ...link, id: '1123456789abcdefghjkmnpqrs' })],
    ['with another secret', linkAddress('another secret', link)],
    ['cut', address.slice(0, -1)],
    ['of the id alone', link.id],
    ['empty', ''],
  ])('%s', (_, other) => {
    expect(isAddressOf(secret, link, other)).toBe(false)
  })

  test('with any one bit flipped', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    for (let at = link.id.length; at < address.length; at++) {
      const letter = letters.indexOf(address.charAt(at))
      // The last letter carries two bits; the others of it are no part of the proof.
      for (const bit of at === address.length - 1 ? [16, 32] : [1, 2, 4, 8, 16, 32]) {
        const flipped = `${address.slice(0, at)}${letters.charAt(letter ^ bit)}${address.slice(at + 1)}`
        expect(isAddressOf(secret, link, flipped), flipped).toBe(false)
      }
    }
  })
})

test.each([undefined, null, 7, {}, '', 'a', 'a'.repeat(22), 'a'.repeat(65), `${address.slice(0, -1)}\0`])(
  '%j is no address',
  (value) => {
    expect(linkIdIn(value)).toBe(null)
  },
)
