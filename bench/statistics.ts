/** The middle value; the mean of both middle ones of an even number. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** Median, least and largest of some samples, of which there must be one. */
export function summarize(samples: readonly number[]): { median: number; min: number; max: number } {
  return { median: median(samples), min: Math.min(...samples), max: Math.max(...samples) }
}

/** How work grows with its size: the exponent of the power that goes through two points. */
export function growth(small: { size: number; value: number }, large: { size: number; value: number }): number {
  return Math.log(large.value / small.value) / Math.log(large.size / small.size)
}

/** The value below which a share `p` (0 … 1) of the values lies; NaN of none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN
}
