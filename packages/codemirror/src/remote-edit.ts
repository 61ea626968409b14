/** What others wrote at once, as far as it matters to somebody who does not see it. Lines count from 1. */
export type RemoteEdit = {
  /** The ids of the people. */
  readonly by: readonly string[]
  readonly firstLine: number
  readonly lastLine: number
  /** It touches a line that one of my carets is in. */
  readonly onMyLine: boolean
}
