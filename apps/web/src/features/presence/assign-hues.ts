/** How many hues there are. */
const hueCount = 24

/** Hues that are nearer to one another than this look the same beside one another. */
const clearDistance = 3

/** Somebody in a document, in the order in which they came. */
export type Arrival = { readonly userId: string; readonly hue: number }

/**
 * Gives everybody in one document a hue of their own: whoever came first keeps theirs, a later one whose hue is taken, or
 * too like one that is, gets the nearest that is clear of all; in a crowd the nearest free one. With more people than hues
 * the rest keep theirs. Only for this screen: others may see it otherwise.
 */
export function assignHues(arrivals: readonly Arrival[]): ReadonlyMap<string, number> {
  const hues = new Map<string, number>()
  const taken = new Set<number>()
  for (const { userId, hue } of arrivals) {
    if (hues.has(userId)) continue
    const own = nearest(hue, taken, clearDistance) ?? nearest(hue, taken, 1) ?? hue
    hues.set(userId, own)
    taken.add(own)
  }
  return hues
}

/** The hue nearest to this one that is so far from all that are taken. */
function nearest(hue: number, taken: ReadonlySet<number>, clearance: number): number | null {
  for (let distance = 0; distance <= hueCount / 2; distance++) {
    for (const candidate of [hue + distance, hue - distance]) {
      const found = (candidate + hueCount) % hueCount
      if ([...taken].every((other) => distanceOf(found, other) >= clearance)) return found
    }
  }
  return null
}

function distanceOf(one: number, other: number): number {
  const way = Math.abs(one - other)
  return Math.min(way, hueCount - way)
}
