// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Banner } from './banner.tsx'

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))
afterEach(() => vi.unstubAllGlobals())

test.each([
  ['danger', 1],
  // It counts with every key.
  ['warning', 0],
] as const)('A100 what a banner says in the tone %s interrupts a screen reader: %i', async (tone, alerts) => {
  const place = document.createElement('main')
  await act(async () => createRoot(place).render(<Banner tone={tone}>3 changes</Banner>))
  expect(place.textContent).toBe('3 changes')
  expect(place.querySelectorAll('[role=alert]')).toHaveLength(alerts)
})
