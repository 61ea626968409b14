import { expect, test, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const { countRevertPlan } = await import('./revert-rates.ts')

test('A26 who asks very often waits a minute, and nobody with them', async () => {
  vi.useFakeTimers()
  try {
    for (let plans = 0; plans < 60; plans++) await countRevertPlan('alice')
    await expect(countRevertPlan('alice')).rejects.toMatchObject({ code: 'rate_limited' })
    await countRevertPlan('bob')
    vi.advanceTimersByTime(60_000)
    await countRevertPlan('alice')
  } finally {
    vi.useRealTimers()
  }
})
