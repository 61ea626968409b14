import type { GivenRole } from './sharing.ts'

/** A link, as the share dialog shows it. Times are ISO 8601. */
export type LinkSummary = {
  readonly id: string
  readonly url: string
  readonly name: string
  readonly role: GivenRole
  readonly hasPassword: boolean
  /** Whether it is the document's general access. */
  readonly general: boolean
  /** Whether an owner lets people in one by one. */
  readonly approval: boolean
  readonly expiresAt: string | null
  /** Whether it leads somewhere now. */
  readonly open: boolean
  readonly uses: number
  readonly lastUsedAt: string | null
}

/** What a link is to be: `password` undefined leaves it as it is, null takes it away. */
export type LinkSettings = {
  readonly name: string
  readonly role: GivenRole
  readonly expiresAt: string | null
  readonly password?: string | null | undefined
}
