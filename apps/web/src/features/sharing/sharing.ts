import type { Person } from './person.ts'

/** Roles that can be given here, to a person or by a link, the least first. */
export const givenRoles = ['viewer', 'commenter', 'editor'] as const

/** One of `givenRoles`. */
export type GivenRole = (typeof givenRoles)[number]

/** An address that was invited and waits. Times are ISO 8601. */
export type WaitingInvitation = {
  readonly id: string
  readonly email: string
  readonly role: GivenRole
  readonly expiresAt: string
  /** Whether it is still good. */
  readonly open: boolean
}

/** Somebody who asks for access. */
export type WaitingRequest = {
  readonly user: {
    readonly id: string
    readonly name: string
    readonly email: string | null
    /** Whether the address may be anybody's: they could have shown that it is theirs, and have not. */
    readonly isUnconfirmed: boolean
    readonly hue: number
  }
  readonly role: GivenRole
  readonly message: string
}

/** Somebody who may not come. */
export type Blocked = { readonly id: string; readonly name: string; readonly email: string | null }

/** Who has access to a document, and what only those learn who may change that: for others these lists are empty. */
export type Sharing = {
  /** Whether whoever looks may change any of it, now. */
  readonly mayShare: boolean
  /** Whether they own it: what concerns owners is for owners. */
  readonly owns: boolean
  /** Whether its owners let those who can edit share it, too. */
  readonly editorsShare: boolean
  readonly people: readonly Person[]
  readonly requests: readonly WaitingRequest[]
  readonly invitations: readonly WaitingInvitation[]
  readonly blocked: readonly Blocked[]
}
