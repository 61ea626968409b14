import type { Phase } from './honest/messages.ts'

/** How much longer than without it the slowest of a hundred keystrokes may take under an attack. */
const maxRatio = 2

const phases = {
  quiet: 'while nobody attacks',
  elsewhere: 'while another server of this machine is attacked',
  attacked: 'under attack',
} as const

/**
 * How long keystrokes took, in words, and what is wrong with that. An attack takes the machine's time, too: it is a program that
 * runs here. What it takes from a server beside the one that is attacked is not that server's doing, so the rest counts.
 */
export function delayTable(delays: Readonly<Record<Phase, readonly number[]>>): {
  readonly text: string
  readonly findings: readonly string[]
} {
  const table = {
    quiet: summary(delays.quiet),
    elsewhere: summary(delays.elsewhere),
    attacked: summary(delays.attacked),
  }
  const line = (phase: Phase) => {
    const { count, p50, p99 } = table[phase]
    return `${phases[phase]}: ${count} keystrokes of honest people, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
  }
  const ratio = table.attacked.p99 / table.elsewhere.p99
  const toQuiet = table.attacked.p99 / table.quiet.p99
  const text = [
    line('quiet'),
    line('elsewhere'),
    line('attacked'),
    `p99: ${ratio.toFixed(2)} times that beside an attack, ${toQuiet.toFixed(2)} times that of a machine that is left alone`,
  ]
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
