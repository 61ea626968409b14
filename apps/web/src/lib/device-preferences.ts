import { defaultPreferences, type Preferences, readPreferences } from './preferences.ts'
import { showTheme, themeCookie } from './theme.ts'

const key = 'tandem-preferences'
const listeners = new Set<() => void>()
let current: Preferences | null = null

/** The preferences of this device, kept in the browser and equal in all of its tabs. */
export const devicePreferences = {
  get(): Preferences {
    current ??= read(localStorageItem())
    return current
  },

  /** Before the page is there, nothing is known of the device. */
  getOnServer: (): Preferences => defaultPreferences,

  /** Changes some, and keeps them. Where the browser keeps nothing (a private window, a full disk) they last as long as the page. */
  change(part: Partial<Preferences>): void {
    const next = readPreferences({ ...devicePreferences.get(), ...part })
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // The page goes on with them: nothing is lost that was asked to stay.
    }
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = themeCookie(next.theme)
    show(next)
  },

  /** Calls the listener after each change, another tab's too; the returned function ends that. */
  subscribe(listener: () => void): () => void {
    if (listeners.size === 0) window.addEventListener('storage', onStorage)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) window.removeEventListener('storage', onStorage)
    }
  },
}

function onStorage(event: StorageEvent): void {
  if (event.key === key || event.key === null) show(read(event.newValue))
}

function show(next: Preferences): void {
  current = next
  showTheme(next.theme)
  for (const listener of listeners) listener()
}

function localStorageItem(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function read(item: string | null): Preferences {
  try {
    return readPreferences(item === null ? null : JSON.parse(item))
  } catch {
    return defaultPreferences
  }
}
