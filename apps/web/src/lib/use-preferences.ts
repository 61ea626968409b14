'use client'
import { useSyncExternalStore } from 'react'
import { devicePreferences } from './device-preferences.ts'
import type { Preferences } from './preferences.ts'

/** The preferences of this device, as they are now. */
export function usePreferences(): Preferences {
  const { subscribe, get, getOnServer } = devicePreferences
  return useSyncExternalStore(subscribe, get, getOnServer)
}
