import type { Role } from '@tandem/protocol'

/** What people start with: a role in every document, or none. */
export type StartRole = Role | 'stranger'

/** Somebody with an account. */
export type Person = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly startRole: StartRole
  password: string
  /** Null after they were signed out, until they sign in again. */
  signInId: string | null
  /** Whether an administrator has taken the account away. */
  disabled: boolean
}
