import type { Role } from '@tandem/protocol'

/** What somebody has who is given a role where they have one, or none: nobody has less of it than before. */
export function raised(current: Role | null, given: 'editor' | 'viewer'): Role {
  return current === null || (current === 'viewer' && given === 'editor') ? given : current
}
