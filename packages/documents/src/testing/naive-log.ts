import type { Role } from '@tandem/protocol'
import type { RefusalCode, Verdict } from '../append.ts'
import type { ChangeEntry } from '../change-entry.ts'
import { can } from '../policy.ts'

type Known = { readonly user: string; rseq: number; counter: number; lamport: number }

/**
 * The slow twin of the database's append: the rules, one after another, for one entry at a time, in memory. It has no
 * locks and no batches; on the same entries in the same order it must give the same verdicts.
 */
export class NaiveLog {
  readonly rows: ChangeEntry[] = []
  readonly roles = new Map<string, Role>()
  /** Whose each sign-in is that lives. */
  readonly signIns = new Map<string, string>()
  readonly replicas = new Map<number, Known>()
  readonly maxCharacters: number
  trashed = false
  lamport = 0
  characters = 0

  constructor(maxCharacters: number) {
    this.maxCharacters = maxCharacters
  }

  /** A replica that was issued to somebody. */
  issue(replica: number, user: string): void {
    this.replicas.set(replica, { user, rseq: 0, counter: 0, lamport: 0 })
  }

  append(entry: ChangeEntry): Verdict {
    const known = this.rows.findIndex(({ replica, rseq }) => replica === entry.replica && rseq === entry.rseq)
    const code = this.#refusal(entry, known)
    if (code) return { status: 'refused', code }
    if (known >= 0) return { status: 'known', seq: known + 1 }
    const replica = this.replicas.get(entry.replica)
    if (!replica) throw new Error('accepted without a replica')
    replica.rseq = entry.rseq
    replica.counter += entry.characters
    if (entry.lamports > 0) replica.lamport = entry.lamport + entry.lamports - 1
    this.lamport = Math.max(this.lamport, replica.lamport)
    this.characters += entry.characters
    return { status: 'appended', seq: this.rows.push(entry) }
  }

  #refusal(entry: ChangeEntry, known: number): RefusalCode | null {
    if (this.signIns.get(entry.signIn) !== entry.user) return 'auth_required'
    const role = this.roles.get(entry.user)
    if (!role) return 'not_found'
    if (!can(role, 'write')) return 'forbidden'
    if (this.trashed) return 'document_trashed'
    const replica = this.replicas.get(entry.replica)
    if (replica?.user !== entry.user) return 'replica_invalid'
    const row = this.rows[known]
    if (row) return Buffer.compare(row.payload, entry.payload) === 0 ? null : 'replica_fork'
    if (entry.rseq < 1) return 'bad_change'
    if (entry.rseq !== replica.rseq + 1) return 'gap'
    if (entry.counter !== replica.counter) return 'bad_change'
    for (const [other, counter] of entry.references) {
      const referred = this.replicas.get(other)
      if (!referred || counter >= referred.counter) return 'unknown_dependency'
    }
    if (entry.lamports < 0 || entry.characters < 0) return 'bad_change'
    if (entry.lamport <= replica.lamport || entry.lamport > this.lamport + 1) return 'bad_change'
    const isFull = this.characters + entry.characters > this.maxCharacters
    return entry.characters > 0 && isFull ? 'document_full' : null
  }
}
