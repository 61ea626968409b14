/** How many hues there are. */
const hueCount = 24

/** Somebody in a document, in the order in which they came. */
export type Arrival = { readonly userId: string; readonly hue: number }

/**
 * Gives everybody in one document a hue of their own: whoever came first keeps theirs, a later one whose hue is taken gets
 * the nearest free one. With more people than hues the rest keep theirs. Only for this screen: others may see it otherwise.
 */
export function assignHues(arrivals: readonly Arrival[]): ReadonlyMap<string, number> {
  const hues = new Map<string, number>()
  const taken = new Set<number>()
  for (const { userId, hue } of arrivals) {
    if (hues.has(userId)) continue
    const own = nearestFree(hue, taken) ?? hue
    hues.set(userId, own)
    taken.add(own)
  }
  return hues
}

function nearestFree(hue: number, taken: ReadonlySet<number>): number | null {
  for (let distance = 0; distance <= hueCount / 2; distance++) {
    for (const candidate of [hue + distance, hue - distance]) {
      const free = (candidate + hueCount) % hueCount
      if (!taken.has(free)) return free
    }
  }
  return null
}
