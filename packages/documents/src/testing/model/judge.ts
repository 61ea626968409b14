import { can } from '../../access/policy.ts'
import type { RefusalCode } from '../../log/append.ts'
import type { ChangeEntry } from '../../log/change-entry.ts'
import type { DocumentRow } from './document-row.ts'
import type { Tables } from './tables.ts'

/** One past the highest counter. */
const maxCounter = 2 ** 31

/** What is to be done with one entry: written, answered with the row that it has already, or refused. */
export type Judgement = 'new' | { readonly seq: number } | RefusalCode

/** Judges an entry against the document as it is, at the time of the append: the rules of `append_changes`, in its order. */
export function judge(
  tables: Tables,
  document: DocumentRow,
  entry: ChangeEntry,
  { at, maxCharacters }: { readonly at: number; readonly maxCharacters: number },
): Judgement {
  if (!tables.livingSignIn(entry.signIn, entry.user, at)) return tables.signedOut(entry.user)
  const role = document.permissions.get(entry.user)?.role
  if (role === undefined) return 'not_found'
  if (!can(role, 'write')) return 'forbidden'
  if (document.trashedAt !== null) return 'document_trashed'
  const replica = document.replicas.get(entry.replica)
  if (replica?.userId !== entry.user) return 'replica_invalid'

  if (entry.rseq <= replica.seqs.length) {
    const seq = replica.seqs[entry.rseq - 1]
    const row = seq === undefined ? undefined : document.log[seq - 1]
    if (!row) return 'bad_change'
    return isSame(row.payload, entry.payload) ? { seq: row.seq } : 'replica_fork'
  }
  if (entry.rseq !== replica.seqs.length + 1) return 'gap'
  if (entry.counter !== replica.nextCounter) return 'bad_change'
  for (const [other, counter] of entry.references) {
    const known = document.replicas.get(other)
    if (!known || counter >= known.nextCounter) return 'unknown_dependency'
  }
  const { lamport, lamports, characters } = entry
  if (lamports < 0 || characters < 0) return 'bad_change'
  if (lamport <= replica.lamport || lamport > document.lamport + 1) return 'bad_change'
  if (lamports > Number.MAX_SAFE_INTEGER - lamport + 1) return 'bad_change'
  if (characters > maxCounter - replica.nextCounter) return 'bad_change'
  if (characters > 0 && document.characters + characters > maxCharacters) return 'document_full'
  return 'new'
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
