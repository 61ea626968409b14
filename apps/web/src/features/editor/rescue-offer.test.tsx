// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { downloadText } from '#lib/download.ts'
import { RescueOffer } from './rescue-offer.tsx'

let isReachable = false

vi.mock('#lib/download.ts', () => ({ downloadText: vi.fn() }))
vi.mock('./rescue-actions.tsx', () => {
  if (!isReachable) throw new Error('no network')
  return { default: () => 'every way' }
})

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  // React tells of what a boundary caught.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('the text that was rescued can be had where the ways to it can’t be fetched, and they be asked for again', async () => {
  const place = document.createElement('main')
  const rescues = ['one', 'two'].map((text) => ({ rescuedAt: new Date(0), text, changes: [], code: null }))
  const press = (name: string) =>
    act(async () => [...place.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click())
  await act(async () =>
    createRoot(place).render(<RescueOffer documentId="plan" title="Plan" rescues={rescues} onSaved={null} />),
  )
  await vi.waitFor(() => expect(place.textContent).toBe('Download a copyTry again'))
  await press('Download a copy')
  expect(downloadText).toHaveBeenCalledWith('Plan', 'one\n\ntwo')
  isReachable = true
  await press('Try again')
  await vi.waitFor(() => expect(place.textContent).toBe('every way'))
})
