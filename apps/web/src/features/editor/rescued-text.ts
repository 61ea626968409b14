import type { Rescue } from '@tandem/client'

/** The text of what was rescued, one behind the other. */
export function textOf(rescues: readonly Rescue[]): string {
  return rescues.map(({ text }) => text).join('\n\n')
}
