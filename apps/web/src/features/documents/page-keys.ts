import type { PressedKey } from './pressed-key.ts'

/** What a key asks of the page around a list, wherever the focus is. */
export type PageKey = 'find' | 'keys'

/**
 * Reads a key: those of the palette are the ones that it has beside a text, and `/`; `?` asks for the keys. Null for one that
 * means nothing, or is written: `typing` says that the focus is where one writes.
 */
export function pageKey({ key, ctrlKey, metaKey, shiftKey, altKey }: PressedKey, typing: boolean): PageKey | null {
  if (altKey) return null
  if (ctrlKey || metaKey) return key.toLowerCase() === (shiftKey ? 'p' : 'k') ? 'find' : null
  if (key === 'F1') return 'find'
  if (typing) return null
  if (key === '/') return 'find'
  return key === '?' ? 'keys' : null
}
