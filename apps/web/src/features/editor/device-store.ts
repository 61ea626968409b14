import { forgetOthers, type IndexedDbStore, indexedDbStore, pageMoments, webLocks } from '@tandem/client/browser'

/**
 * Where this device keeps this person's documents; null where the browser has no locks among tabs (a page that came
 * without encryption): two tabs would send the same changes.
 */
export function openDeviceStore(personId: string): IndexedDbStore | null {
  if (!window.isSecureContext) return null
  // Who was here before and is gone leaves nothing behind. It can wait, and is tried again with the next document.
  forgetOthers(personId).catch((error: unknown) => console.warn('cleaning up failed', error))
  return indexedDbStore(personId, webLocks(navigator.locks), pageMoments)
}
