import { mayWrite, type Role } from '@tandem/protocol'

/** A change as it was made. */
export type MadeChange = {
  readonly documentId: string
  readonly device: string
  readonly replica: number
  readonly rseq: number
  readonly payload: Uint8Array
}

/**
 * What is true, written down apart from everything that is tried: who may do what since when, whose a replica is, and what
 * devices have kept.
 */
export class Ledger {
  /** By document and replica: who it was issued to. */
  readonly replicas = new Map<string, string>()
  /** Changes that a device has had on its disk, by name; those of a device that forgot everything are gone. */
  readonly kept = new Map<string, MadeChange>()
  readonly #roles = new Map<string, Role>()
  /** People's names in documents that they are kept out of. */
  readonly #blocked = new Set<string>()
  /** Who asked for access, by document and person: it waits for its answer, or was declined and is not heard again. */
  readonly requests = new Map<string, 'waits' | 'declined'>()
  readonly #titles = new Map<string, string>()
  /** Since when somebody has no role any more. */
  readonly #removedAt = new Map<string, number>()
  readonly #trashedAt = new Map<string, number>()
  readonly #purgedAt = new Map<string, number>()
  /** Changes that were in the log of a document that is gone. */
  readonly #purged = new Set<string>()
  readonly #signInEndedAt = new Map<string, number>()
  /** Documents that were in the trash, people who had no account, and their names in documents in which they could not write, at any time. */
  readonly #shut = new Set<string>()

  /** A device has a change on its disk. One that went with its document needs no keeping. */
  keep(change: MadeChange): void {
    const key = changeKey(change.documentId, change)
    if (!this.#purged.has(key)) this.kept.set(key, change)
  }

  setRole(documentId: string, userId: string, given: Role | null, now: number): void {
    const key = `${documentId}/${userId}`
    const role = this.#blocked.has(key) ? null : given
    if (role === null || !mayWrite(role)) this.#shut.add(key)
    if (role === null) {
      this.#roles.delete(key)
      this.#removedAt.set(key, now)
    } else {
      this.#roles.set(key, role)
      this.#removedAt.delete(key)
    }
  }

  /** Somebody is kept out, or no more: whatever gives them a role meanwhile gives them none. */
  setBlocked(documentId: string, userId: string, blocked: boolean, now: number): void {
    if (blocked) {
      this.setRole(documentId, userId, null, now)
      this.#blocked.add(`${documentId}/${userId}`)
      this.requests.delete(`${documentId}/${userId}`)
    } else this.#blocked.delete(`${documentId}/${userId}`)
  }

  setTrashed(documentId: string, trashed: boolean, now: number): void {
    if (trashed) this.#shut.add(documentId)
    if (trashed) this.#trashedAt.set(documentId, now)
    else this.#trashedAt.delete(documentId)
  }

  /** A document is gone for good, and with it what was in its log. */
  purged(documentId: string, log: readonly { readonly replica: number; readonly rseq: number }[], now: number): void {
    this.#purgedAt.set(documentId, now)
    for (const row of log) {
      this.#purged.add(changeKey(documentId, row))
      this.kept.delete(changeKey(documentId, row))
    }
    for (const key of [...this.#roles.keys()]) if (key.startsWith(`${documentId}/`)) this.#roles.delete(key)
  }

  accountDisabled(userId: string): void {
    this.#shut.add(userId)
  }

  setTitle(documentId: string, title: string): void {
    this.#titles.set(documentId, title)
  }

  signInEnded(signInId: string, now: number): void {
    this.#signInEndedAt.set(signInId, now)
  }

  roleOf(documentId: string, userId: string): Role | null {
    return this.#roles.get(`${documentId}/${userId}`) ?? null
  }

  titleOf(documentId: string): string | null {
    return this.#titles.get(documentId) ?? null
  }

  isBlocked(documentId: string, userId: string): boolean {
    return this.#blocked.has(`${documentId}/${userId}`)
  }

  isTrashed(documentId: string): boolean {
    return this.#trashedAt.has(documentId)
  }

  /** Whether somebody was, at any time, in a document in which they could not write. */
  couldNotWrite(documentId: string, userId: string): boolean {
    return [documentId, userId, `${documentId}/${userId}`].some((key) => this.#shut.has(key))
  }

  /** Since when somebody may not read a document; null when they may; 0 when they never might. */
  lostSince(documentId: string, userId: string, signInId: string): number | null {
    const key = `${documentId}/${userId}`
    const since: number[] = []
    if (!this.#roles.has(key)) since.push(this.#removedAt.get(key) ?? this.#purgedAt.get(documentId) ?? 0)
    for (const at of [
      this.#trashedAt.get(documentId),
      this.#purgedAt.get(documentId),
      this.#signInEndedAt.get(signInId),
    ]) {
      if (at !== undefined) since.push(at)
    }
    return since.length > 0 ? Math.min(...since) : null
  }
}

/** What names a change of a document. */
export function changeKey(documentId: string, { replica, rseq }: { readonly replica: number; readonly rseq: number }) {
  return `${documentId}:${replica}:${rseq}`
}
