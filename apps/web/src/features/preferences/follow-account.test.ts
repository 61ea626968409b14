// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { devicePreferences } from '#lib/device-preferences.ts'
import { defaultPreferences } from '#lib/preferences.ts'
import { readAccountRecord, writeAccountRecord } from './account-record.ts'
import { followAccount, type PreferencePart } from './follow-account.ts'

let end = () => {}
let saved: PreferencePart[] = []
let works = true
const save = async (part: PreferencePart) => {
  if (works) saved.push(part)
  return works
}

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  devicePreferences.change(defaultPreferences)
  saved = []
  works = true
})
afterEach(() => {
  end()
  vi.useRealTimers()
})

const follow = (account: Record<string, unknown>, userId = 'alice') => {
  end()
  end = followAccount(userId, account, save)
}
const aSecond = () => vi.advanceTimersByTimeAsync(1_000)

it('takes what the account says, but for the panel, and makes sense of it', async () => {
  follow({ theme: 'dark', fontSize: 'huge', panelWidth: 900, panelOpen: true, keyMap: 'vim' })
  expect(devicePreferences.get()).toEqual({ ...defaultPreferences, theme: 'dark', keyMap: 'vim' })
  await aSecond()
  expect(saved).toEqual([])
})

it('keeps in the account what is changed here, at rest, and only that', async () => {
  follow({ theme: 'dark' })
  for (const fontSize of [14, 15, 16]) devicePreferences.change({ fontSize })
  devicePreferences.change({ panelWidth: 400, panelOpen: true })
  expect(saved).toEqual([])
  await aSecond()
  expect(saved).toEqual([{ fontSize: 16 }])
  devicePreferences.change({ theme: 'light' })
  await aSecond()
  expect(saved.at(-1)).toEqual({ theme: 'light' })
})

it('an account that has none takes this device’s', async () => {
  devicePreferences.change({ keyMap: 'emacs', wrap: 'on' })
  follow({})
  await aSecond()
  expect(saved).toEqual([{ keyMap: 'emacs', wrap: 'on' }])
})

it('what could not be saved is newer than the account, after a reload too', async () => {
  works = false
  follow({ theme: 'dark' })
  devicePreferences.change({ theme: 'light' })
  await aSecond()
  expect(readAccountRecord()).toEqual({ userId: 'alice', unsent: ['theme'], hereOnly: false })
  works = true
  follow({ theme: 'dark', wrap: 'on' })
  expect(devicePreferences.get()).toMatchObject({ theme: 'light', wrap: 'on' })
  await aSecond()
  expect(saved).toEqual([{ theme: 'light' }])
  expect(readAccountRecord()?.unsent).toEqual([])
})

it('what is changed while it is being saved is saved next', async () => {
  follow({ theme: 'dark' })
  devicePreferences.change({ theme: 'light' })
  works = true
  const slow = vi.fn(async (part: PreferencePart) => {
    if (saved.length === 0) devicePreferences.change({ theme: 'dracula' })
    return save(part)
  })
  end()
  end = followAccount('alice', { theme: 'dark' }, slow)
  await aSecond()
  await aSecond()
  expect(saved).toEqual([{ theme: 'light' }, { theme: 'dracula' }])
})

it('what another person left on this device is not taken over, but for the panel', async () => {
  const panel = { panelWidth: 400, panelOpen: true }
  devicePreferences.change(panel)
  follow({ theme: 'dark', keyMap: 'vim' })
  follow({}, 'bob')
  expect(devicePreferences.get()).toEqual({ ...defaultPreferences, ...panel })
  await aSecond()
  expect(saved).toEqual([])
})

it('a device that keeps its own neither takes nor gives', async () => {
  writeAccountRecord({ userId: 'alice', unsent: [], hereOnly: true })
  follow({ theme: 'dark' })
  devicePreferences.change({ keyMap: 'vim' })
  await aSecond()
  expect(saved).toEqual([])
  expect(devicePreferences.get()).toMatchObject({ theme: 'system', keyMap: 'vim' })
})
