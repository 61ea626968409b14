/** The first place behind (1) or before (-1) `from`; beyond the last one, the first. Null when there is none. */
export function nextIn(places: readonly number[], from: number, direction: 1 | -1): number | null {
  const ahead = (place: number) => (place - from) * direction
  const sorted = [...places].sort((a, b) => (a - b) * direction)
  return sorted.find((place) => ahead(place) > 0) ?? sorted[0] ?? null
}
