const locale = 'en'
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' })
const thisYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const otherYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })

/** "just now", "12 minutes ago", "yesterday", "4 Mar": how long ago, as far as that is how people think of it. */
export function formatAgo(at: Date, now: Date): string {
  const elapsed = now.getTime() - at.getTime()
  if (elapsed < minute) return 'just now'
  if (elapsed < hour) return relative.format(-Math.floor(elapsed / minute), 'minute')
  const days = calendarDays(at, now)
  if (days === 0 || elapsed < 6 * hour) return relative.format(-Math.floor(elapsed / hour), 'hour')
  if (days < 7) return relative.format(-days, 'day')
  return at.getFullYear() === now.getFullYear() ? thisYear.format(at) : otherYear.format(at)
}

/** "Mar 4, 2026, 6:00 PM": date and time within a sentence. */
export function formatMoment(at: Date): string {
  return moment.format(at)
}

/** The whole date and time, for a tooltip. */
export function formatExact(at: Date): string {
  return exact.format(at)
}

function calendarDays(at: Date, now: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  return Math.round((midnight(now) - midnight(at)) / day)
}
