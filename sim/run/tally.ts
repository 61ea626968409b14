import { type Situation, situations } from '../situations.ts'
import type { SeedReport } from './seed-report.ts'

/** The least seeds after which it says something that a situation was not reached. */
const enoughSeeds = 1_000
const perSeeds = 10_000

/** What came of many seeds. */
export class Tally {
  seeds = 0
  events = 0
  operations = 0
  readonly #reached = new Map<string, number>()

  add({ events, operations, reached }: SeedReport): void {
    this.seeds++
    this.events += events
    this.operations += operations
    for (const name of reached) this.#reached.set(name, (this.#reached.get(name) ?? 0) + 1)
  }

  /** How many seeds reached a situation. */
  reached(name: Situation): number {
    return this.#reached.get(name) ?? 0
  }

  /** Situations that too few seeds reached; none while there are too few seeds to say so. */
  get missed(): readonly string[] {
    if (this.seeds < enoughSeeds) return []
    const rows = Object.entries(situations)
    return rows.flatMap(([name, least]) => {
      const count = this.#reached.get(name) ?? 0
      return count < (least * this.seeds) / perSeeds ? [name] : []
    })
  }

  /** A line for each situation. */
  lines(): string[] {
    return Object.entries(situations).map(([name, least]) => {
      const count = this.#reached.get(name) ?? 0
      return `  ${String(count).padStart(8)}  ${name} (at least ${Math.ceil((least * this.seeds) / perSeeds)})`
    })
  }
}
