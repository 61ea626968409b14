/** What a person may do with a document, strongest first. */
export const roles = ['owner', 'editor', 'commenter', 'viewer'] as const

/** One of `roles`. */
export type Role = (typeof roles)[number]

/** Whether this role may change text and properties. */
export function mayWrite(role: Role): boolean {
  return role === 'owner' || role === 'editor'
}
