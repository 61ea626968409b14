/** What others wrote at once, as far as it matters to somebody who does not see it. */
export type RemoteEdit = {
  /** The ids of the people. */
  readonly by: readonly string[]
  /** Where: the ones that I am in are apart from the others, which are in order among themselves. */
  readonly ranges: readonly ChangedLines[]
}

/** Lines that changed, both ends included; they count from 1. */
export type ChangedLines = {
  readonly firstLine: number
  readonly lastLine: number
  /** One of my carets is in one of them. */
  readonly onMyLine: boolean
}
