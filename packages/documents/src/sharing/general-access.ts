import { type Database, newId } from '@tandem/db'
import { z } from 'zod'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { lockedSharers } from '../access/sharers.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { parse } from '../parse.ts'
import { runOne, type Statement } from '../statement.ts'
import { type LinkRole, linkRoles, maxLinksPerDocument } from './link.ts'

const roleSchema = z.enum(linkRoles, 'There is no such role.').nullable()

/**
 * What anyone may do who has the document's general link, which is one of `listLinks`: a role, or null for nobody, which
 * ends what they have by it. Throws `DomainError`: `bad_request`, `not_found`, `forbidden`, `conflict` when the document
 * has as many links as it may.
 */
export async function setGeneralAccess(
  db: Database,
  actor: Actor,
  documentId: string,
  role: LinkRole | null,
): Promise<void> {
  assertDocumentId(documentId)
  const next = parse(roleSchema, role)
  const values = [documentId, whoAsks(actor), rolesThatMay('share'), newId(), next, maxLinksPerDocument]
  const row = await runOne(db, set, values)
  if (row?.outcome === 'conflict') {
    throw new DomainError('conflict', `A document can have at most ${maxLinksPerDocument} links. Remove one first.`)
  }
  settle(row)
}

const set: Statement<Outcome> = {
  name: 'set_general_access',
  text: `SELECT set_general_access($1, ${asking}, ${lockedSharers}, $4, $5::role, $6) AS outcome`,
}
