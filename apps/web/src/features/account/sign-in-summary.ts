/** One sign-in, as the account page shows it. Times in ms: it travels to the browser. */
export type SignInSummary = {
  readonly id: string
  readonly agent: string
  readonly createdAt: number
  /** The one that this page was asked for with. */
  readonly isThis: boolean
}
