import { expect, it } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const host = 'tandem.example'

it.each([
  [true, { origin: 'https://tandem.example' }],
  [true, { origin: 'https://tandem.example', 'sec-fetch-site': 'same-origin' }],
  [true, { 'sec-fetch-site': 'same-origin' }],
  [false, {}],
  [false, { origin: 'null' }],
  [false, { origin: 'https://evil.example' }],
  [false, { origin: 'https://tandem.example.evil.net' }],
  [false, { origin: 'https://tandem.example:8443' }],
  [false, { origin: 'https://tandem.example', 'sec-fetch-site': 'cross-site' }],
  [false, { 'sec-fetch-site': 'same-site' }],
  [false, { 'sec-fetch-site': 'none' }],
])('F16 %s for %j', (expected, headers) => {
  expect(isSameOrigin(new Headers({ host, ...headers }))).toBe(expected)
})
