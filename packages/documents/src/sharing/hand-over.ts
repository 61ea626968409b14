import type { Database } from '@tandem/db'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { runOne, type Statement } from '../statement.ts'

/**
 * Makes somebody who has access an owner in the actor's place, who is an editor from this commit on. Throws
 * `DomainError`: `not_found` (also when that person has no access, is disabled, or is a guest: nobody could sign in as the
 * owner one day), `forbidden`, `conflict` for oneself.
 */
export async function handOver(db: Database, actor: Actor, documentId: string, userId: string): Promise<void> {
  assertDocumentId(documentId)
  if (!isId(userId)) throw new DomainError('not_found')
  const row = await runOne(db, hand, [documentId, whoAsks(actor), rolesThatMay('own'), userId])
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'You are an owner already.')
  settle(row)
}

const hand: Statement<Outcome> = {
  name: 'hand_over',
  text: `SELECT hand_over($1, ${asking}, $3::role[], $4) AS outcome`,
}
