import type { SignInHolder } from '../../accounts/sign-in.ts'
import { roleOf, type Standing } from './standing.ts'

/** Alice, who owns a document, and Bob, who had a role in it until now. */
export type Parties = {
  readonly documentId: string
  readonly alice: { readonly id: string }
  readonly bob: SignInHolder
}

/** The statements that make Bob stand there from their commit on. */
export function changeTo({ documentId, alice, bob }: Parties, standing: Standing): string {
  if (standing === 'ended sign-in') return `SELECT end_sign_ins('${bob.userId}', '${bob.signInId}')`
  if (standing === 'disabled') return `SELECT set_disabled('${bob.userId}', true)`
  const role = roleOf(standing)
  const lending = standing === 'sharing editor' ? `${letEditorsShare({ documentId, alice })};` : ''
  return `${lending} SELECT set_person_role('${documentId}', '${alice.id}', '{owner}', '${bob.userId}', ${role ? `'${role}'` : 'NULL'})`
}

/** The statement by which Alice lets those who can edit share her document. */
export function letEditorsShare({ documentId, alice }: Omit<Parties, 'bob'>): string {
  return `SELECT set_editors_share('${documentId}', '${alice.id}', '{owner}', true)`
}
