import { expect, test } from 'vitest'
import { maxOwnProperties, ownProperties, propertyProblem } from './own-properties.ts'

const properties = new Map<string, unknown>([
  ['language', 'Rust'],
  ['wrap', true],
  ['team', 'core'],
  ['due', 7],
  ['Áé', null],
])

test('what people added, by name; what is not text as JSON', () => {
  expect(ownProperties(properties)).toEqual([
    { name: 'Áé', value: 'null' },
    { name: 'due', value: '7' },
    { name: 'team', value: 'core' },
  ])
})

test.each([
  ['', 'missing'],
  ['team', 'taken'],
  ['indent', 'taken'],
  ['owner', null],
])('adding %j: %s', (name, problem) => {
  expect(propertyProblem(properties, name)).toBe(problem)
})

test('there are no more than can be looked through', () => {
  const full = new Map(Array.from({ length: maxOwnProperties }, (_, at) => [`key ${at}`, '']))
  expect(propertyProblem(full, 'one more')).toBe('full')
})
