import type { MatchCounted } from './match-count.ts'

const number = new Intl.NumberFormat('en')

/** The words of the panel for finding and replacing. */
export const searchMessages = {
  panel: 'Find and replace',
  find: 'Find',
  replaceWith: 'Replace with',
  previous: 'Previous match',
  next: 'Next match',
  all: 'All',
  selectAll: 'Select all matches',
  replace: 'Replace',
  replaceAll: 'Replace all',
  close: 'Close',
  caseSensitive: 'Match case',
  wholeWord: 'Whole word',
  regexp: 'Regular expression',
  invalid: 'Not valid',
  count: ({ current, total, more }: MatchCounted) => {
    if (total === 0) return 'No results'
    const all = more ? `${number.format(total)}+` : number.format(total)
    return current === null ? `${all} found` : `${number.format(current)} of ${all}`
  },
} as const
