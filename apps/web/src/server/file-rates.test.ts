import { afterEach, beforeEach, expect, it, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const { admitDownload, admitUpload } = await import('./file-rates.ts')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it.each([
  ['downloads: thirty a minute', admitDownload, 30, 60_000],
  ['files that are brought: six hundred in ten minutes', admitUpload, 600, 600_000],
])('%s, of each person', async (_, admit, most, windowMs) => {
  const answers = await Promise.all(Array.from({ length: most + 2 }, () => admit('alice')))
  expect(answers.filter((answer) => answer)).toHaveLength(most)
  expect(await admit('bob')).toBe(true)
  vi.advanceTimersByTime(windowMs)
  expect(await admit('alice')).toBe(true)
})
