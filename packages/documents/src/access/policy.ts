import type { Role } from '@tandem/protocol'

/**
 * The one table of who may do what with a document. SQL that decides under a row lock gets a row of it as a parameter
 * (`rolesThatMay`), so nothing else in the system knows a rule by heart.
 */
const table = {
  /** Open it, read its text, see who has access. */
  read: ['owner', 'editor', 'commenter', 'viewer'],
  /** Change text and properties. */
  write: ['owner', 'editor'],
  rename: ['owner', 'editor'],
  /** Put it into the trash, take it out again, see it there. */
  trash: ['owner'],
  /** Delete it for good. */
  delete: ['owner'],
  /**
   * Add people, change the roles of those who have no more than oneself, remove them; links, invitations, requests; see
   * e-mail addresses. Where the owners let them (`sharersByChoice`), others do it, too.
   */
  share: ['owner'],
  /** Make others owners, keep people out, see what was done, choose who shares. */
  own: ['owner'],
  /** Give up one's own access. */
  leave: ['owner', 'editor', 'commenter', 'viewer'],
} as const satisfies Record<string, readonly Role[]>

/** Something a person may or may not do with a document. */
export type Action = keyof typeof table

/** All actions. */
export const actions: readonly Action[] = Object.freeze([
  'read',
  'write',
  'rename',
  'trash',
  'delete',
  'share',
  'own',
  'leave',
])

/** Whether `role` may do `action`. No role at all is not a question for the policy: it is `not_found` everywhere. */
export function can(role: Role, action: Action): boolean {
  return rolesThatMay(action).includes(role)
}

/** The roles that may do `action`, strongest first. */
export function rolesThatMay(action: Action): readonly Role[] {
  return table[action]
}

/** The roles that may share a document whose owners chose so, besides those that always may. */
export const sharersByChoice: readonly Role[] = Object.freeze(['editor'])

/**
 * Whether somebody may `share` a document: by their role, or because the owners chose so. Not who is here by a link: they go
 * with it, and whom they had let in would stay.
 */
export function mayShare({
  role,
  byLink,
  editorsShare,
}: {
  readonly role: Role
  readonly byLink: boolean
  readonly editorsShare: boolean
}): boolean {
  return can(role, 'share') || (editorsShare && !byLink && sharersByChoice.includes(role))
}
