/** Since when somebody's changes are undone. */
export const moments = ['minutes', 'hour', 'today', 'opened', 'ever'] as const

/** One of `moments`. */
export type Moment = (typeof moments)[number]

/** When a moment began, for somebody whose clock says `now` and who opened the document at `openedAt`; null: always. */
export function beginOf(moment: Moment, now: Date, openedAt: Date): Date | null {
  switch (moment) {
    case 'minutes':
      return new Date(now.getTime() - 10 * 60_000)
    case 'hour':
      return new Date(now.getTime() - 60 * 60_000)
    case 'today':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate())
    case 'opened':
      return openedAt
    case 'ever':
      return null
  }
}

/** How long ago something was, as it is asked of a server, whose clock may be another; at least a second. */
export function secondsSince(begin: Date, now: Date): number {
  return Math.max(1, Math.ceil((now.getTime() - begin.getTime()) / 1000))
}
