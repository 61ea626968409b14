import type { Person } from './person.ts'

/** A role that can be given here. */
export const givenRoles = ['viewer', 'editor'] as const
export type GivenRole = (typeof givenRoles)[number]

/** An address that was invited and waits. Times are ISO 8601. */
export type WaitingInvitation = {
  readonly id: string
  readonly email: string
  readonly role: 'viewer' | 'commenter' | 'editor'
  readonly expiresAt: string
  /** Whether it is still good. */
  readonly open: boolean
}

/** Somebody who asks for access. */
export type WaitingRequest = {
  readonly user: { readonly id: string; readonly name: string; readonly email: string | null; readonly hue: number }
  readonly role: 'viewer' | 'commenter' | 'editor'
  readonly message: string
}

/** Somebody who may not come. */
export type Blocked = { readonly id: string; readonly name: string; readonly email: string | null }

/** Who has access to a document, and what only those learn who may change that: for others these lists are empty. */
export type Sharing = {
  readonly people: readonly Person[]
  readonly requests: readonly WaitingRequest[]
  readonly invitations: readonly WaitingInvitation[]
  readonly blocked: readonly Blocked[]
}
