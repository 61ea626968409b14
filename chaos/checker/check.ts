import type { HistoryLine } from '../history/line.ts'
import { historyOf } from './history.ts'
import { access } from './rules/access.ts'
import { bounds } from './rules/bounds.ts'
import { durable } from './rules/durable.ts'
import { order } from './rules/order.ts'
import type { Rule } from './rules/rule.ts'

/** A rule that a history breaks, and where. */
export type Broken = { readonly rule: string; readonly promise: string; readonly findings: readonly string[] }

/** All rules. */
export const rules: readonly Rule[] = [...durable, ...order, ...access, ...bounds]

/** Which rules a history breaks. */
export function check(lines: readonly HistoryLine[]): Broken[] {
  const history = historyOf(lines)
  return rules.flatMap(({ name, promise, broken }) => {
    const findings = broken(history)
    return findings.length > 0 ? [{ rule: name, promise, findings }] : []
  })
}
