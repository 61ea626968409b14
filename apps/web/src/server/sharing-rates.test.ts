import { afterEach, beforeEach, expect, it, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const { admitAccessRequest, admitInvitationMail, admitRequestMail, countInvitations } = await import(
  './sharing-rates.ts'
)

const hourMs = 3_600_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  // Every window ends: each test begins with nothing counted.
  vi.advanceTimersByTime(hourMs)
  vi.useRealTimers()
})

it('invitations: two hundred addresses an hour of one person, however many at once', async () => {
  for (let batch = 0; batch < 4; batch++) await countInvitations('alice', 50)
  await expect(countInvitations('alice', 1)).rejects.toMatchObject({ code: 'rate_limited' })
  await countInvitations('bob', 50)
  vi.advanceTimersByTime(hourMs)
  await countInvitations('alice', 50)
})

it.each([
  ['invitations', admitInvitationMail],
  ['requests and their answers', admitRequestMail],
])('%s by mail: twenty an hour to one address, whoever causes them', async (_, admit) => {
  const answers = await Promise.all(Array.from({ length: 22 }, () => admit('sam@example.test')))
  expect(answers.filter((answer) => answer)).toHaveLength(20)
  expect(await admit('vera@example.test')).toBe(true)
})

it('asking for access: ten times an hour', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => admitAccessRequest('alice')))
  expect(answers.filter((answer) => answer)).toHaveLength(10)
  expect(await admitAccessRequest('bob')).toBe(true)
})
