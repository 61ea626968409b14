import type { ContenderName } from './contenders.ts'

/** What Tandem has to reach in a row. */
export type Target =
  | { readonly kind: 'at most'; readonly value: number }
  /** Against a contender's figure in the same run. */
  | { readonly kind: 'at most times' | 'at least times'; readonly factor: number; readonly of: ContenderName }

const atMost = (value: number): Target => ({ kind: 'at most', value })
const atMostTimes = (factor: number, of: ContenderName): Target => ({ kind: 'at most times', factor, of })
const atLeastTimes = (factor: number, of: ContenderName): Target => ({ kind: 'at least times', factor, of })

const targets: Readonly<Record<string, readonly Target[]>> = {
  'typing-10/p50': [atMost(3.5), atMostTimes(1.3, 'batch relay')],
  'typing-10/bytes': [atMost(16)],
  'typing-50/delivery': [atMostTimes(0.9, 'y-websocket')],
  'typing-50/postgres': [atMost(4)],
  'typing-200/p99': [atMostTimes(0.45, 'Hocuspocus')],
  'typing-200/bytes': [atMost(10)],
  'saturation/keys': [atLeastTimes(8, 'Hocuspocus'), atLeastTimes(0.55, 'batch relay')],
  'documents/key': [atMostTimes(0.8, 'Hocuspocus')],
  'opening/ms': [atMost(8)],
  'opening/cpu': [atMost(1)],
  'opening/bytes': [atMost(45)],
  'reading/ratio': [atMost(2)],
  'reading/growth': [atMost(5)],
  'idle/document': [atMost(13)],
  'idle/session': [atMostTimes(1.1, 'Socket.IO')],
}

/** Ids of rows that have a target. */
export const targetNames: readonly string[] = Object.keys(targets)

/** The targets of a row; none for most. */
export function targetsOf(id: string): readonly Target[] {
  return targets[id] ?? []
}

/** Whether a figure reaches a target; null when the contender that it names has none. */
export function meets(target: Target, value: number, figureOf: (name: ContenderName) => number | null): boolean | null {
  if (target.kind === 'at most') return value <= target.value
  const other = figureOf(target.of)
  if (other === null) return null
  return target.kind === 'at most times' ? value <= target.factor * other : value >= target.factor * other
}

/** A target in words. */
export function describe(target: Target): string {
  switch (target.kind) {
    case 'at most':
      return `≤ ${target.value}`
    case 'at most times':
      return `≤ ${target.factor} × ${target.of}`
    case 'at least times':
      return `≥ ${target.factor} × ${target.of}`
  }
}
