/** What Tandem has to reach in a row. */
export type Target =
  /** At most this, in the unit of the row. */
  | { readonly kind: 'at most'; readonly value: number }
  /** At most this share of the best peer's figure in the same run. */
  | { readonly kind: 'share of the best'; readonly value: number }
  /** Better than every peer. */
  | { readonly kind: 'first' }

const atMost = (value: number): Target => ({ kind: 'at most', value })
const share = (value: number): Target => ({ kind: 'share of the best', value })
const first: Target = { kind: 'first' }

/** By the row's id, or by its part behind the trace's name for all traces. */
const targets: Readonly<Record<string, readonly Target[]>> = {
  'local/warm': [share(1 / 3)],
  'automerge-paper/remote/warm': [share(1 / 4)],
  'friendsforever/remote/warm': [share(1 / 2)],
  'one-character': [atMost(12)],
  'automerge-paper/average': [atMost(10)],
  'automerge-paper/snapshot': [atMost(150_000)],
  'automerge-paper/snapshot-gzip': [atMost(62_000), first],
  'friendsforever/snapshot': [atMost(32_000)],
  'open-text/warm': [share(1 / 2)],
  'open-edit/warm': [share(1 / 2)],
  'automerge-paper/memory-open': [atMost(0.75)],
  'automerge-paper/memory-local': [atMost(0.75)],
  'B1.1/warm': [share(1 / 2)],
  'B1.2/warm': [first],
  'B1.3/warm': [share(1 / 2)],
  'B1.4/warm': [share(1 / 2)],
  'B1.5/warm': [share(1 / 2)],
  'B1.6/warm': [share(1 / 2)],
  'B1.7/warm': [share(1 / 2)],
  'B2.1/warm': [first],
  'B2.2/warm': [share(1 / 2)],
  'B2.3/warm': [share(1 / 2)],
  'B2.4/warm': [share(1 / 2)],
  'B3.5/warm': [first],
  // n log n is 1.1 between the two sizes; the rest is for noise.
  growth: [atMost(1.2)],
}

/** Ids of rows, and parts of ids, that have a target. */
export const targetNames: readonly string[] = Object.keys(targets)

/** The targets of a row; none for most. */
export function targetsOf(id: string): readonly Target[] {
  return targets[id] ?? targets[id.slice(id.indexOf('/') + 1)] ?? []
}

/** Whether a figure reaches a target; null when that can't be said, for want of a peer. */
export function meets(target: Target, value: number, bestPeer: number | null): boolean | null {
  if (target.kind === 'at most') return value <= target.value
  if (bestPeer === null) return null
  return target.kind === 'first' ? value < bestPeer : value <= target.value * bestPeer
}

/** A target in words. */
export function describe(target: Target): string {
  switch (target.kind) {
    case 'at most':
      return `≤ ${target.value.toLocaleString('en')}`
    case 'share of the best':
      return `≤ 1/${Math.round(1 / target.value)} of the best`
    case 'first':
      return 'first'
  }
}
