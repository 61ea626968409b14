import type { PressedKey } from './pressed-key.ts'

/** What a key does in a list of documents. */
export type ListKey =
  | { readonly kind: 'go'; readonly by: number }
  | { readonly kind: 'go to'; readonly end: 'first' | 'last' }
  | { readonly kind: 'select'; readonly range: boolean }
  | { readonly kind: 'select all' }
  | { readonly kind: 'select none' }
  | { readonly kind: 'remove' }

/** Reads a key that is pressed on a document, in a list of so many columns; null for one that means nothing there. */
export function listKey({ key, ctrlKey, metaKey, shiftKey, altKey }: PressedKey, columns: number): ListKey | null {
  if (altKey) return null
  if (ctrlKey || metaKey) return key.toLowerCase() === 'a' && !shiftKey ? { kind: 'select all' } : null
  if (key === ' ') return { kind: 'select', range: shiftKey }
  if (shiftKey) return null
  switch (key) {
    case 'ArrowDown':
      return { kind: 'go', by: columns }
    case 'ArrowUp':
      return { kind: 'go', by: -columns }
    case 'ArrowRight':
      return columns > 1 ? { kind: 'go', by: 1 } : null
    case 'ArrowLeft':
      return columns > 1 ? { kind: 'go', by: -1 } : null
    case 'Home':
      return { kind: 'go to', end: 'first' }
    case 'End':
      return { kind: 'go to', end: 'last' }
    case 'Escape':
      return { kind: 'select none' }
    case 'Delete':
      return { kind: 'remove' }
    default:
      return null
  }
}
