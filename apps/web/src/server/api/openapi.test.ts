import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test, vi } from 'vitest'
import { endpoints } from './endpoints.ts'

vi.mock('server-only', () => ({}))
vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
vi.stubEnv('TICKET_SECRET', 'y'.repeat(32))
const { description } = await import('./testing/described.ts')

test('the description is OpenAPI 3.1', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(description)))
  expect(valid, JSON.stringify(errors)).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every operation is in it, under a name of its own', () => {
  const described = Object.values(description.paths).flatMap((path) => Object.values(path ?? {}))
  const names = described.map((operation) => operation?.operationId)
  expect(names.sort()).toEqual([...endpoints, { operation: 'getDescription' }].map(({ operation }) => operation).sort())
  expect(new Set(names).size).toBe(names.length)
})

test('what a body may hold is named, member by member', () => {
  const open: string[] = []
  JSON.stringify(description, (key, value) => {
    const isMap = typeof value?.additionalProperties === 'object'
    if (value?.type === 'object' && value.additionalProperties !== false && !isMap) open.push(key)
    return value
  })
  expect(open).toEqual([])
})
