import type { Phase } from './honest/messages.ts'

/** How much longer than without an attack the slowest of a hundred keystrokes of honest people may take. */
const maxRatio = 2

/** How long keystrokes took, in words, and what is wrong with that. */
export function delayTable(delays: Readonly<Record<Phase, readonly number[]>>): {
  readonly text: string
  readonly findings: readonly string[]
} {
  const [quiet, hostile] = [summary(delays.quiet), summary(delays.hostile)]
  const ratio = hostile.p99 / quiet.p99
  const line = (name: string, { count, p50, p99 }: Summary) =>
    `${name}: ${count} keystrokes of honest people, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
  const text = [line('without an attack', quiet), line('under attack', hostile), `p99: ${ratio.toFixed(2)} times`]
  const isSlow = !(ratio <= maxRatio)
  const findings = isSlow ? [`keystrokes take ${ratio.toFixed(2)} times as long (p99), ${maxRatio} at most`] : []
  return { text: text.join('\n'), findings }
}

type Summary = { readonly count: number; readonly p50: number; readonly p99: number }

function summary(delays: readonly number[]): Summary {
  const sorted = delays.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { count: sorted.length, p50: at(0.5), p99: at(0.99) }
}
