import { createHash } from 'node:crypto'
import { decodeChange, TandemDoc } from '@tandem/crdt'
import type { Database } from '@tandem/db'
import { logRows, replicaOwners } from '../world/facts.ts'
import type { HonestResult } from './honest/messages.ts'
import type { WireDocument } from './stage.ts'

/** The changes that the log may hold of hostile people. */
export class SentChanges {
  readonly #hashes = new Set<string>()

  /** Somebody sent this one, and it is right. */
  add(user: string, payload: Uint8Array): void {
    this.#hashes.add(keyOf(user, payload))
  }

  has(user: string, payload: Uint8Array): boolean {
    return this.#hashes.has(keyOf(user, payload))
  }
}

function keyOf(user: string, payload: Uint8Array): string {
  return createHash('sha256').update(user).update(payload).digest('base64')
}

/**
 * What the logs hold that they must not, or lack, after all that was refused: nothing but what honest people made and what
 * hostile ones sent as a right change of their own; and what everybody shows.
 */
export async function logFindings(
  db: Database,
  documents: readonly WireDocument[],
  sent: SentChanges,
  { sessions }: HonestResult,
): Promise<string[]> {
  const findings: string[] = []
  for (const { id, owner, friend, editor } of documents) {
    const owners = new Map(await replicaOwners(db, id))
    const rows = await logRows(db, id)
    const doc = new TandemDoc()
    doc.apply(rows.map(({ payload }) => decodeChange(payload)))
    if (doc.buffered > 0) findings.push(`${id}: ${doc.buffered} changes refer to what is not in the log`)
    const made = new Map<string, number>()
    for (const [at, { seq, replica, user, payload }] of rows.entries()) {
      if (seq !== at + 1) findings.push(`${id}: row ${at + 1} is missing`)
      if (owners.get(replica) !== user) findings.push(`${id}: row ${seq} of replica ${replica} is not by its owner`)
      const isHonest = user === owner.id || user === friend.id
      if (!isHonest && user !== editor.id) findings.push(`${id}: row ${seq} is by somebody who may not write`)
      else if (!isHonest && !sent.has(user, payload)) findings.push(`${id}: row ${seq} is a change that is not right`)
      if (!isFirstText(replica)) made.set(user, (made.get(user) ?? 0) + 1)
    }
    for (const session of sessions.filter(({ document }) => document === id)) {
      const { user, changes, digest, troubles } = session
      if (made.get(user) !== changes)
        findings.push(`${id}: ${made.get(user) ?? 0} rows of somebody honest, who made ${changes} changes`)
      if (digest !== doc.digest()) findings.push(`${id}: an honest page shows something else than the log`)
      findings.push(...troubles.map((trouble) => `${id}: an honest page was ${trouble}`))
    }
  }
  return findings
}

/** Its author is honest, too, but made it before. */
const isFirstText = (replica: number) => replica === 1
