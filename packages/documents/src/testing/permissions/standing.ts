import { type Role, roles } from '@tandem/protocol'

/**
 * Who asks: somebody signed in who has a role, or none; or somebody who isn't signed in. Sharing editors are those of a
 * document whose owners let editors share it.
 */
export const standings = [
  'owner',
  'editor',
  'sharing editor',
  'commenter',
  'viewer',
  'stranger',
  'removed',
  'signed out',
  'ended sign-in',
  'disabled',
] as const

/** One of `standings`. */
export type Standing = (typeof standings)[number]

/** Where somebody may stand from one commit to the next who was an owner until then. */
export const changes = standings.filter(
  (standing) => standing !== 'owner' && standing !== 'stranger' && standing !== 'signed out',
)

/** The role of somebody who stands there, while they have one. */
export function roleOf(standing: Standing): Role | null {
  return standing === 'sharing editor' ? 'editor' : (roles.find((role) => role === standing) ?? null)
}

/** Whether it is about being signed in, not about the document. */
export function isSignedOut(standing: Standing): boolean {
  return standing === 'signed out' || standing === 'ended sign-in' || standing === 'disabled'
}
