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
  /** Add people, change their roles, remove them; see their e-mail addresses. */
  share: ['owner'],
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
