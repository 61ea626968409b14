import type { Rescue } from '@tandem/client'

/** How many changes were rescued. */
export function changesIn(rescues: readonly Rescue[]): number {
  return rescues.reduce((sum, { changes }) => sum + changes.length, 0)
}
