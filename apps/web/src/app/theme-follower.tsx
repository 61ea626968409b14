'use client'
import { useEffect } from 'react'
import { devicePreferences } from '#lib/device-preferences.ts'
import { showTheme } from '#lib/theme.ts'

/** Keeps the page in the theme of the device: in that of another tab, too, and when the page came out of a cache. */
export function ThemeFollower() {
  useEffect(() => {
    showTheme(devicePreferences.get().theme)
    // Whoever listens is kept up to date, and the theme with it.
    return devicePreferences.subscribe(() => {})
  }, [])
  return null
}
