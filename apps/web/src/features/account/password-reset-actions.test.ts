import { beforeEach, expect, it, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const sendMail = vi.hoisted(() => vi.fn<(make: () => Promise<unknown>) => void>())
vi.mock('#server/mail/send-mail.ts', () => ({ sendMail }))
const ask = vi.hoisted(() => vi.fn(async (_: unknown, email: string) => (email === 'alice@example.test' ? link : null)))
const link = vi.hoisted(() => ({ email: 'alice@example.test', name: 'Alice', token: 'the-token' }))
vi.mock('@tandem/documents', () => ({ database: () => ({}), requestPasswordReset: ask, DomainError: Error }))
vi.mock('#server/action.ts', () => ({ failure: (code: string) => ({ ok: false, code }) }))
vi.mock('#server/request-address.ts', () => ({ requestAddress: async () => '203.0.113.1' }))
vi.mock('#server/env.ts', () => ({ env: () => ({ NEXTAUTH_URL: 'https://tandem.example' }) }))
const { askForPasswordResetAction } = await import('./password-reset-actions.ts')

beforeEach(() => void vi.clearAllMocks())

it.each(['alice@example.test', 'nobody@example.test'])(
  'F1 F2 the answer for %s is given before anything is looked up',
  async (email) => {
    expect(await askForPasswordResetAction({ email })).toEqual({ ok: true })
    expect(ask).not.toHaveBeenCalled()
    expect(sendMail).toHaveBeenCalledTimes(1)
  },
)

it('the message is for who has the address, and its link leads to our own site', async () => {
  await askForPasswordResetAction({ email: 'alice@example.test' })
  const mail = await sendMail.mock.calls[0]?.[0]()
  expect(mail).toMatchObject({ to: 'alice@example.test' })
  expect(Object(mail).text).toContain('\nhttps://tandem.example/reset-password#the-token\n')
})

it('for an unknown address there is no message', async () => {
  await askForPasswordResetAction({ email: 'nobody@example.test' })
  expect(await sendMail.mock.calls[0]?.[0]()).toBeNull()
})

it('F4 who goes on asking is told to wait, known or not', async () => {
  for (const email of ['bob@example.test', 'unknown@example.test']) {
    const answers = []
    for (let count = 0; count < 6; count++) answers.push(await askForPasswordResetAction({ email }))
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false])
    expect(answers.at(-1)).toMatchObject({ code: 'rate_limited' })
  }
})

it.each([
  ['nothing', {}],
  ['a list', { email: ['alice@example.test'] }],
  ['an operator', { email: { contains: '@' } }],
  ['too much', { email: 'x'.repeat(321) }],
  ['more than asked for', { email: 'alice@example.test', role: 'admin' }],
])('%s is no address', async (_, input) => {
  const answer = await askForPasswordResetAction(input as unknown as { email: string })
  expect(answer).toMatchObject({ ok: false, code: 'bad_request' })
  expect(sendMail).not.toHaveBeenCalled()
})
