/** What a report holds that is looked at here. Scores are 0…1, null where nothing could be said. */
export type Found = {
  readonly finalDisplayedUrl: string
  readonly categories: Readonly<Record<string, { readonly score: number | null } | undefined>>
  readonly audits: Readonly<
    Record<string, { readonly title: string; readonly score: number | null; readonly scoreDisplayMode: string }>
  >
}

/** The least that each of them may score. */
const wanted = { performance: 95, accessibility: 100, 'best-practices': 100 } as const

/** Whether a page scores as it must. */
export function isGoodEnough(found: Found): boolean {
  return Object.entries(wanted).every(([name, least]) => scoreOf(found, name) >= least)
}

/** A page's scores in one line, and below it what is missing where one is not enough. */
export function row(page: string, screen: string, found: Found): string {
  const scores = Object.entries(wanted).map(([name, least]) => `${name} ${scoreOf(found, name)} (at least ${least})`)
  const line = `${page.padEnd(10)} ${screen.padEnd(8)} ${scores.join('  ')}`
  if (isGoodEnough(found)) return line
  const missing = Object.values(found.audits)
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
    .map(({ title, score }) => `  ${score?.toFixed(2)}  ${title}`)
  return [line, `  at ${new URL(found.finalDisplayedUrl).pathname}`, ...missing].join('\n')
}

function scoreOf({ categories }: Found, name: string): number {
  return Math.round((categories[name]?.score ?? 0) * 100)
}
