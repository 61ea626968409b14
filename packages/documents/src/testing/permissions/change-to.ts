import type { SignInHolder } from '../../accounts/sign-in.ts'
import { roleOf, type Standing } from './standing.ts'

/** Alice, who owns a document, and Bob, who had a role in it until now. */
export type Parties = {
  readonly documentId: string
  readonly alice: { readonly id: string }
  readonly bob: SignInHolder
}

/** The statement that makes Bob stand there from its commit on. */
export function changeTo({ documentId, alice, bob }: Parties, standing: Standing): string {
  if (standing === 'ended sign-in') return `SELECT end_sign_ins('${bob.userId}', '${bob.signInId}')`
  if (standing === 'disabled') return `SELECT set_disabled('${bob.userId}', true)`
  const role = roleOf(standing)
  return `SELECT set_person_role('${documentId}', '${alice.id}', '{owner}', '${bob.userId}', ${role ? `'${role}'` : 'NULL'})`
}
