import { describe, expect, test } from 'vitest'
import { parseEnv } from './env.ts'
import { UnsafeConfiguration } from './preflight.ts'

const good = {
  DATABASE_URL: 'postgresql://tandem@localhost/tandem',
  TICKET_SECRET: 'mZ4vQ2rX8kT1yB6nW9cL3jH7fD5gS0pA',
  WEB_ORIGIN: 'https://tandem.dev',
}

/** What is said about a configuration: its problems, empty when there is none. */
function problems(changes: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    parseEnv({ ...good, ...changes })
    return []
  } catch (error) {
    if (error instanceof UnsafeConfiguration) return error.problems
    throw error
  }
}

describe('E1 what is needed, and what is chosen when nothing is said', () => {
  test('three variables are enough', () => {
    expect(parseEnv(good)).toMatchObject({
      COLLAB_PORT: 4000,
      COLLAB_HOST: '127.0.0.1',
      METRICS_PORT: 0,
      METRICS_HOST: '127.0.0.1',
      CLUSTER: 'one',
      TRUSTED_PROXIES: 0,
      LOG_LEVEL: 'info',
      WEB_ORIGIN: ['https://tandem.dev'],
    })
  })

  test('empty is not set', () => {
    expect(parseEnv({ ...good, REDIS_URL: '', CLUSTER: '', COLLAB_PORT: '' })).toMatchObject({
      CLUSTER: 'one',
      COLLAB_PORT: 4000,
    })
    expect(problems({ WEB_ORIGIN: '' }).length).toBe(1)
  })

  test('a Redis means many nodes; many nodes need no Redis', () => {
    expect(parseEnv({ ...good, REDIS_URL: 'redis://localhost' }).CLUSTER).toBe('many')
    expect(parseEnv({ ...good, CLUSTER: 'many' })).toMatchObject({ CLUSTER: 'many' })
  })

  test('every problem is named in one go', () => {
    const { DATABASE_URL, TICKET_SECRET, WEB_ORIGIN } = good
    const none = Object.fromEntries(
      Object.keys({ DATABASE_URL, TICKET_SECRET, WEB_ORIGIN }).map((name) => [name, undefined]),
    )
    expect(problems(none).map((line) => line.split(':')[0])).toEqual(['DATABASE_URL', 'TICKET_SECRET', 'WEB_ORIGIN'])
  })
})

describe('E2 what is refused', () => {
  const cases: readonly [name: string, changes: Record<string, string>, says: RegExp][] = [
    ['another kind of database', { DATABASE_URL: 'mysql://localhost/tandem' }, /^DATABASE_URL: /],
    ['no address at all', { DATABASE_URL: 'tandem' }, /^DATABASE_URL: /],
    ['a short secret', { TICKET_SECRET: 'mZ4vQ2rX8kT1yB6n' }, /^TICKET_SECRET: at least 32/],
    ['an origin with a path', { WEB_ORIGIN: 'https://tandem.dev/app' }, /^WEB_ORIGIN: .*is no origin/],
    ['an origin with a slash', { WEB_ORIGIN: 'https://tandem.dev/' }, /^WEB_ORIGIN: .*is no origin/],
    ['any origin', { WEB_ORIGIN: '*' }, /^WEB_ORIGIN: .*is no origin/],
    ['a pattern', { WEB_ORIGIN: 'https://*.tandem.dev' }, /^WEB_ORIGIN: .*is no origin/],
    ['one bad origin among good ones', { WEB_ORIGIN: 'https://a.dev, b.dev' }, /^WEB_ORIGIN: "b.dev" is no origin/],
    [
      'an origin in capitals, which no browser says',
      { WEB_ORIGIN: 'https://Tandem.dev' },
      /^WEB_ORIGIN: .*is no origin/,
    ],
    ['a port that is none', { COLLAB_PORT: '70000' }, /^COLLAB_PORT: /],
    ['a port in words', { METRICS_PORT: 'nine' }, /^METRICS_PORT: /],
    ['a Redis that is none', { REDIS_URL: 'http://localhost:6379' }, /^REDIS_URL: .*redis:\/\//],
    ['an unknown kind of cluster', { CLUSTER: 'two' }, /^CLUSTER: /],
    ['a Redis for one node', { CLUSTER: 'one', REDIS_URL: 'redis://localhost' }, /^CLUSTER: one node needs no Redis/],
    ['an unknown limit', { COLLAB_LIMITS: 'everything=1' }, /^COLLAB_LIMITS: /],
    ['a log level that is none', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL: /],
  ]
  test.each(cases)('%s', (_, changes, says) => {
    expect(problems(changes)).toEqual([expect.stringMatching(says)])
  })
})

describe('E3 what is refused in production alone', () => {
  const guessable = [
    'change-me-change-me-change-me-change-me',
    'this is the secret of the example',
    'default-ticket-key-0123456789abcdef',
    'password-password-password-password',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '01234567890123456789012345678901',
  ]
  test.each(guessable)('a secret like "%s"', (TICKET_SECRET) => {
    expect(problems({ TICKET_SECRET })).toEqual([])
    expect(problems({ TICKET_SECRET, NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(/^TICKET_SECRET: .*can be guessed/),
    ])
  })

  test('a missing list of origins', () => {
    expect(problems({ WEB_ORIGIN: '', NODE_ENV: 'production' })).toEqual([expect.stringMatching(/^WEB_ORIGIN: /)])
  })

  test('a secret made by chance is not', () => {
    expect(problems({ NODE_ENV: 'production' })).toEqual([])
  })
})
