import type { ErrorCode } from '@tandem/protocol'

/** What a person reads when nothing more exact is known. `not_found` never tells whether the document exists. */
const sentences: Partial<Record<ErrorCode, string>> = {
  account_disabled: 'This account was closed.',
  auth_required: 'Sign in to go on.',
  bad_request: 'That is not valid.',
  busy: 'Too much is happening at once. Try again in a moment.',
  conflict: 'Somebody else changed this. Look again and try once more.',
  document_full: 'The document is as large as a document can be.',
  document_trashed: 'This document is in the trash.',
  forbidden: 'Your role in this document does not allow that.',
  last_owner: 'A document needs an owner. Make somebody else an owner first.',
  not_found: 'This document does not exist, or it is not shared with you.',
  storage_full: 'The server has no room left. Nothing was changed.',
}

/**
 * An expected failure of the domain: nothing was changed. `code` says what a program does about it; `message` is a
 * sentence for the person who caused it; `field` names the input that it is about, when it is about one.
 */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly field: string | null
  /** What a page's frame tells the browser of an error that it does not expect: no words, only this. */
  readonly digest: string

  constructor(code: ErrorCode, message = sentences[code] ?? 'Something went wrong.', field: string | null = null) {
    super(message)
    this.name = 'DomainError'
    this.code = code
    this.field = field
    this.digest = code
  }
}
