/** A token, as the account page shows it. Times in ms: it travels to the browser. */
export type TokenSummary = {
  readonly id: string
  readonly name: string
  /** What it may, in words. */
  readonly may: readonly string[]
  readonly expiresAt: number
  /** Null when it was never used. */
  readonly lastUsedAt: number | null
}

/** What can be chosen for a new token. */
export type TokenChoices = {
  readonly scopes: readonly { readonly value: string; readonly label: string }[]
  readonly days: readonly number[]
}
