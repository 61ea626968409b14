import type { Role } from '@tandem/protocol'

/** What people start with: a role in every document, or none; a guest has no account, and is in by links. */
export type StartRole = Role | 'stranger' | 'guest'

/** Somebody with an account, or a guest, who may have one later. */
export type Person = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly startRole: StartRole
  password: string
  /** The sign-in that their program holds; null while it has none. */
  tokenId: string | null
  /** Null after they were signed out, until they sign in again. */
  signInId: string | null
  /** Whether an administrator has taken the account away. */
  disabled: boolean
}
