import { expect, it, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const { countTextSearch, countTitleSearch } = await import('./search-rates.ts')

it.each([
  ['by title', countTitleSearch, 240],
  ['in texts', countTextSearch, 120],
])('searches %s are counted by themselves, for each person and minute', async (_, count, most) => {
  vi.useFakeTimers()
  try {
    for (let searches = 0; searches < most; searches++) await count('alice')
    await expect(count('alice')).rejects.toMatchObject({ code: 'rate_limited' })
    await count('bob')
    vi.advanceTimersByTime(60_000)
    await count('alice')
  } finally {
    vi.useRealTimers()
  }
})
