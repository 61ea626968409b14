import { expect, test } from 'vitest'
import { mayWrite, roles } from './role.ts'

test('R1 owners and editors write, nobody else', () => {
  expect(roles.map((role) => [role, mayWrite(role)])).toEqual([
    ['owner', true],
    ['editor', true],
    ['commenter', false],
    ['viewer', false],
  ])
})
