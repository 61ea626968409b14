import { type Role, roles } from '@tandem/protocol'

/** The stronger of two roles; null is none. */
export function stronger(role: Role, other: Role | null): Role {
  return other !== null && roles.indexOf(other) < roles.indexOf(role) ? other : role
}
