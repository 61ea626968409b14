import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readEnvironment, settingNames } from './environment.mjs'
import { inRoot } from './root.mjs'

beforeEach(() => {
  for (const name of settingNames) vi.stubEnv(name, '')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

test('nothing set: nothing asked for', () => {
  expect(readEnvironment()).toEqual({
    dataDir: inRoot('.data'),
    port: undefined,
    collabPort: undefined,
    metricsPort: undefined,
    databaseUrl: undefined,
    redisUrl: undefined,
  })
})

test('what is set is what is asked for', () => {
  vi.stubEnv('PORT', '3100')
  vi.stubEnv('DATA_DIR', '/var/lib/tandem')
  vi.stubEnv('DATABASE_URL', 'postgresql://localhost/x')
  const { port, dataDir, databaseUrl } = readEnvironment()
  expect({ port, dataDir, databaseUrl }).toEqual({
    port: 3100,
    dataDir: '/var/lib/tandem',
    databaseUrl: 'postgresql://localhost/x',
  })
})

test.each(['http', '0', '65536', '3000.5', '-1'])('PORT=%s is refused by name', (value) => {
  vi.stubEnv('PORT', value)
  expect(readEnvironment).toThrow(`PORT must be a port, a whole number from 1 to 65535; it is "${value}"`)
})

test('a database that is no PostgreSQL is refused by name', () => {
  vi.stubEnv('DATABASE_URL', 'mysql://localhost/x')
  expect(readEnvironment).toThrow('DATABASE_URL must begin with postgresql://')
})

test('.env.example tells of every setting, and of no other', () => {
  const told = [...readFileSync(inRoot('.env.example'), 'utf8').matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(told.sort()).toEqual([...settingNames].sort())
})
