import { significant } from './markdown.ts'
import { median, summarize } from './statistics.ts'

/** What is known of one contender in one row. */
export type Figure =
  | { readonly kind: 'samples'; readonly samples: readonly number[] }
  | { readonly kind: 'too slow'; readonly capMs: number }
  | { readonly kind: 'unsupported' | 'failed' | 'not run'; readonly reason: string }

/** Everything that was measured, by row and contender. */
export class Figures<Name extends string> {
  readonly #figures = new Map<string, Map<Name, Figure>>()

  get(row: string, contender: Name): Figure | undefined {
    return this.#figures.get(row)?.get(contender)
  }

  /** Adds a sample, or tells why there is none; the latter stays. */
  add(row: string, contender: Name, figure: number | Exclude<Figure, { kind: 'samples' }>): void {
    const ofRow = this.#figures.get(row) ?? new Map<Name, Figure>()
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

/** The median of what was measured; null when nothing was. */
export function middle(figure: Figure | undefined): number | null {
  return figure?.kind === 'samples' ? median(figure.samples) : null
}

/** A figure as a cell: the median, and between what the samples lie. */
export function show(figure: Figure | undefined): string {
  switch (figure?.kind) {
    case undefined:
      return ''
    case 'samples': {
      const { median, min, max } = summarize(figure.samples)
      return min === max ? significant(median) : `${significant(median)} (${significant(min)}–${significant(max)})`
    }
    case 'too slow':
      return `> ${figure.capMs / 1000} s`
    case 'unsupported':
      return '–'
    case 'not run':
      return 'not run'
    case 'failed':
      return 'FAILED'
  }
}
