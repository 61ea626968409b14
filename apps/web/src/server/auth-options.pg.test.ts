import { type CreatedUser, createSignIn, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { accountOf, database } from '@tandem/documents'
import { decode } from 'next-auth/jwt'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CurrentUser } from './current-user.ts'
import { authBrowser } from './testing/auth-browser.ts'

vi.mock('server-only', () => ({}))
const before = vi.hoisted((): { user: CurrentUser | null } => ({ user: null }))
vi.mock('./current-user.ts', () => ({ currentUser: async () => before.user }))

const secret = 'a secret of at least 32 characters'
const cookie = 'tandem.session'

let db: TestDatabase
let alice: CreatedUser
let authOptions: typeof import('./auth-options.ts').authOptions

beforeAll(async () => {
  db = await testDatabase()
  const site = { NEXTAUTH_URL: 'http://localhost:3000', NEXTAUTH_SECRET: secret, TICKET_SECRET: secret }
  for (const [name, value] of Object.entries({ ...site, DATABASE_URL: db.url }))
    vi.stubEnv(name, value)
    // Reads the environment when it is first asked.
  ;({ authOptions } = await import('./auth-options.ts'))
})
afterAll(async () => {
  await database().close()
  await db[Symbol.asyncDispose]()
})
beforeEach(async () => {
  before.user = null
  alice = await createUser(db)
})

/** Somebody who has opened the sign-in page, and what they send from there. */
async function atTheDoor() {
  const visitor = authBrowser(authOptions)
  const { csrfToken } = Object((await visitor.asks('csrf')).content)
  const enter = (given: Record<string, string>) =>
    visitor.asks('callback/credentials', { method: 'POST', body: { csrfToken, ...given } })
  return { visitor, enter }
}

const session = (value: string | undefined) => (value ? decode({ token: value, secret }) : null)

test('F6 who signs in has a session of their own, and the one that was there before is over', async () => {
  const signInId = await createSignIn(db, alice.id)
  before.user = { id: alice.id, name: alice.name, email: alice.email, hue: 0, signInId }
  const { visitor, enter } = await atTheDoor()
  visitor.cookies[cookie] = 'put here by somebody else'
  await enter({ email: alice.email, password: alice.password })
  const claims = await session(visitor.cookies[cookie])
  expect(claims).toMatchObject({ sub: alice.id })
  expect(claims?.sid).not.toBe(signInId)
  expect(await accountOf(db, { userId: alice.id, signInId: String(claims?.sid) })).toMatchObject({ id: alice.id })
  expect(await accountOf(db, { userId: alice.id, signInId })).toBeNull()
})

test('F1 a wrong password and an unknown address get the same answer', async () => {
  const wrong = { password: 'not the password' }
  const answers = []
  for (const email of [alice.email, 'nobody@example.test']) {
    const { visitor, enter } = await atTheDoor()
    const { location, content } = await enter({ email, ...wrong })
    answers.push({ location, content, session: visitor.cookies[cookie] })
  }
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]?.location).toContain('error=CredentialsSignin')
  expect(answers[0]?.session).toBeUndefined()
})

test('16.3.1 who does not get in is written down: why, and at which account, but nothing that they entered', async () => {
  const lines: string[] = []
  const info = vi.spyOn(console, 'info').mockImplementation((line: string) => void lines.push(line))
  const { enter } = await atTheDoor()
  for (const email of [alice.email, ` ${alice.email.toUpperCase()}`, 'nobody@example.test']) {
    await enter({ email, password: 'not the password' })
  }
  await enter({ email: alice.email, password: alice.password })
  info.mockRestore()
  const said: Record<string, unknown>[] = lines.map((line) => JSON.parse(line))
  const wrong = { event: 'sign_in_refused', reason: 'wrong_password', address: null }
  expect(said).toMatchObject([wrong, wrong, wrong])
  expect([said[1]?.account, said[2]?.account]).toEqual([
    said[0]?.account,
    expect.not.stringMatching(`${said[0]?.account}`),
  ])
  expect(lines.join().toLowerCase()).not.toMatch(/example|not the password/)
})

test('F16 a form of another site signs nobody in', async () => {
  const { visitor, enter } = await atTheDoor()
  await enter({ email: alice.email, password: alice.password, csrfToken: 'made up' })
  expect(visitor.cookies[cookie]).toBeUndefined()
  expect(await db.prisma.signIn.count({ where: { userId: alice.id } })).toBe(0)
})

describe('F8 the cookie', () => {
  test('is for our own requests and for no script', () => {
    const { sessionToken } = authOptions().cookies ?? {}
    expect(sessionToken).toEqual({
      name: cookie,
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: false },
    })
  })

  test('over https can be set by no other host and for no other path', async () => {
    vi.resetModules()
    vi.stubEnv('NEXTAUTH_URL', 'https://tandem.example')
    const { authOptions: overHttps } = await import('./auth-options.ts')
    const { sessionToken } = overHttps().cookies ?? {}
    expect(sessionToken?.name).toBe('__Host-tandem.session')
    // The prefix asks for these; with a domain or another path browsers would refuse it.
    expect(sessionToken?.options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
  })
})
