import { describe, expect, test } from 'vitest'
import {
  maxOwnProperties,
  ownProperties,
  type PropertyHolder,
  propertyProblem,
  removeProperty,
} from './own-properties.ts'

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

describe('removing a property', () => {
  /** A document with one property, and what it has then. */
  const holding = (writable = true) => {
    const properties = new Map<string, Parameters<PropertyHolder['setProperty']>[1]>([['due', 7]])
    const session: PropertyHolder = {
      writable,
      doc: { properties },
      setProperty: (name, value) => properties.set(name, value),
      removeProperty: (name) => properties.delete(name),
    }
    return { session, properties }
  }

  test('can be undone, and a number is a number again', () => {
    const { session, properties } = holding()
    const undo = removeProperty(session, 'due')
    expect([...properties]).toEqual([])
    undo()
    expect([...properties]).toEqual([['due', 7]])
  })

  test('is not undone over what somebody else put in its place', () => {
    const { session, properties } = holding()
    const undo = removeProperty(session, 'due')
    properties.set('due', 8)
    undo()
    expect([...properties]).toEqual([['due', 8]])
  })

  test('is not done by those who may not write', () => {
    const { session, properties } = holding(false)
    removeProperty(session, 'due')()
    expect([...properties]).toEqual([['due', 7]])
  })
})
