// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest'
import { preferenceChoices } from './preferences.ts'
import { themeAttributes, themeCookie, themeOf } from './theme.ts'

beforeEach(() => {
  localStorage.clear()
  vi.resetModules()
})

test.each(preferenceChoices.theme)('%s comes back from its cookie', (theme) => {
  const [pair = ''] = themeCookie(theme).split(';')
  expect(themeOf(pair.slice(pair.indexOf('=') + 1))).toBe(theme)
})

test.each([undefined, '', 'pink'])('the cookie %j counts as none', (cookie) => {
  expect(themeAttributes(themeOf(cookie))).toEqual({})
})

test('A103 a theme is shown at once, kept for the next page and followed by other tabs', async () => {
  const { devicePreferences } = await import('./device-preferences.ts')
  const heard = vi.fn()
  const stop = devicePreferences.subscribe(heard)
  devicePreferences.change({ theme: 'dark-contrast' })
  expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', contrast: 'more' })
  expect(document.cookie).toContain('tandem-theme=dark-contrast')
  expect(heard).toHaveBeenCalledOnce()

  const item = localStorage.getItem('tandem-preferences') ?? ''
  expect(JSON.parse(item)).toMatchObject({ theme: 'dark-contrast' })
  const newValue = item.replace('dark-contrast', 'light')
  window.dispatchEvent(new StorageEvent('storage', { key: 'tandem-preferences', newValue }))
  expect(devicePreferences.get().theme).toBe('light')
  expect(document.documentElement.dataset.theme).toBe('light')
  expect(document.documentElement.dataset.contrast).toBeUndefined()

  // Another tab has taken away all that was kept.
  window.dispatchEvent(new StorageEvent('storage', { key: null, newValue: null }))
  expect(devicePreferences.get().theme).toBe('system')

  stop()
  window.dispatchEvent(new StorageEvent('storage', { key: 'tandem-preferences', newValue: item }))
  expect(devicePreferences.get().theme).toBe('system')
})

test.each(['not json', '"text"', '{"theme":1}'])('%j in the storage counts as nothing kept', async (item) => {
  localStorage.setItem('tandem-preferences', item)
  const { devicePreferences } = await import('./device-preferences.ts')
  expect(devicePreferences.get()).toEqual(devicePreferences.getOnServer())
})
