import type { ContenderName } from './contenders/index.ts'

/** What is known of one contender in one row. */
export type Figure =
  | { readonly kind: 'samples'; readonly samples: readonly number[] }
  | { readonly kind: 'too slow'; readonly capMs: number }
  | { readonly kind: 'unsupported' | 'failed' | 'not run'; readonly reason: string }

/** Everything that was measured, by row and contender. */
export class Figures {
  readonly #figures = new Map<string, Map<ContenderName, Figure>>()

  get(row: string, contender: ContenderName): Figure | undefined {
    return this.#figures.get(row)?.get(contender)
  }

  /** Adds a sample, or tells why there is none; the latter stays. */
  add(row: string, contender: ContenderName, figure: number | Exclude<Figure, { kind: 'samples' }>): void {
    const ofRow = this.#figures.get(row) ?? new Map<ContenderName, Figure>()
    this.#figures.set(row, ofRow)
    const known = ofRow.get(contender)
    if (typeof figure !== 'number') ofRow.set(contender, figure)
    else if (!known) ofRow.set(contender, { kind: 'samples', samples: [figure] })
    else if (known.kind === 'samples') ofRow.set(contender, { kind: 'samples', samples: [...known.samples, figure] })
  }

  /** All of it, for a file. */
  toJSON(): Record<string, Record<string, Figure>> {
    return Object.fromEntries([...this.#figures].map(([row, figures]) => [row, Object.fromEntries(figures)]))
  }
}
