import { DomainError } from '@tandem/documents'
import type { ErrorCode } from '@tandem/protocol'

/** What a person reads about an error: what was wrong, and what can be done. */
const sentences: Record<ErrorCode, string> = {
  bad_request: 'The message is not valid. Reload the page to get the newest version.',
  unknown_event: 'The message is of an unknown kind. Reload the page to get the newest version.',
  not_joined: 'The connection was not set up. It is made again.',
  already_joined: 'This connection has a document open already.',
  auth_required: 'Sign in to go on.',
  upgrade_required: 'There is a new version of Tandem. Reload the page to get it.',
  not_found: 'This document does not exist, or it is not shared with you.',
  forbidden: 'You can view this document, but not change it.',
  document_trashed: 'This document is in the trash. Restore it to change it.',
  replica_invalid: 'The connection does not match this document. It is made again.',
  gap: 'A change is missing. Catching up.',
  replica_fork: 'A change does not match what was sent before. Catching up.',
  unknown_dependency: 'A change refers to something that is not there. Catching up.',
  bad_change: 'A change could not be accepted.',
  document_full: 'The document is as large as a document can be. Delete text or go on in a new one.',
  too_large: 'That is more than fits into one message.',
  rate_limited: 'That was too much at once. It is sent again in a moment.',
  busy: 'The server is busy. Your changes are sent again in a moment.',
  resync: 'The connection was too slow. Catching up.',
  drain: 'The server restarts. The connection is made again in a moment.',
  conflict: 'Somebody else changed this. Look again and try once more.',
  last_owner: 'A document needs an owner. Make somebody else an owner first.',
  internal: 'Something went wrong on the server. It is tried again.',
  too_many_connections: 'You have too many documents open. Close some; this one opens by itself then.',
  account_disabled: 'This account was closed.',
  too_many_people: 'Too many people have this document open. It goes on by itself when somebody leaves.',
  storage_full: 'The server has no room left. Your changes are kept here and sent again.',
}

/** The sentence for a code. */
export function sentenceOf(code: ErrorCode): string {
  return sentences[code]
}

/** What to throw when something is refused: with the sentence of its code, if there is no better one. */
export function refusal(code: ErrorCode, message: string = sentenceOf(code)): DomainError {
  return new DomainError(code, message)
}
