import type {
  Access,
  Appended,
  ChangeEntry,
  DocumentBatch,
  LogRow,
  SignInHolder,
  StoredSnapshot,
} from '@tandem/documents'

/**
 * Everything that rooms need of the storage. Each call is one transaction; a call that fails with anything but a
 * `DomainError` may or may not have had its effect.
 */
export interface DocumentLog {
  /**
   * What a signed-in person may do in a document as of now, and what it is called. Throws `DomainError`: `auth_required`,
   * `account_disabled`, `not_found`.
   */
  access(documentId: string, holder: SignInHolder): Promise<Access>
  /** The end of the log; null when there is no such document. */
  head(documentId: string): Promise<number | null>
  issueReplica(grant: {
    readonly documentId: string
    readonly userId: string
    readonly sessionId: string
  }): Promise<number>
  /** Appends in order; when it resolves, every appended entry is durable. Asking again for the same entries is safe. */
  append(documentId: string, entries: readonly ChangeEntry[]): Promise<Appended>
  /**
   * Appends to several documents at once, each as `append` does; null for one that can't be written now without waiting:
   * nothing was judged, append to it by itself. No document comes twice.
   */
  appendTogether(batches: readonly DocumentBatch[]): Promise<readonly (Appended | null)[]>
  /** Rows behind `after`, in order and without a gap; at least one when there is one. */
  read(documentId: string, after: number, limit: { readonly rows: number; readonly bytes: number }): Promise<LogRow[]>
  /** The newest snapshot whose bytes are what was stored; `damaged` hears of those that are not, which are removed. */
  latestSnapshot(documentId: string, damaged: (seq: number) => void): Promise<StoredSnapshot | null>
  saveSnapshot(documentId: string, snapshot: StoredSnapshot): Promise<void>
  dropSnapshot(documentId: string, seq: number): Promise<void>
}
