import { DomainError } from '@tandem/documents'
import { ApiError } from '../api-error.ts'

/** A revision as an entity tag. */
export function tagOf(revision: number): string {
  return `"${revision}"`
}

/**
 * The revision that a change was made in, as `If-Match` says; null for `*`, which is whatever is there now. Throws
 * `ApiError`: `precondition_required` without the header, `bad_request` for a tag that is none of ours.
 */
export function baseOf(headers: Headers): number | null {
  const header = headers.get('if-match')?.trim()
  if (!header) {
    throw new ApiError(
      'precondition_required',
      'Say in If-Match which revision this was made in: the ETag that you read, or * for whatever is there now.',
      { field: 'If-Match' },
    )
  }
  if (header === '*') return null
  const [, digits] = /^"(\d{1,15})"$/.exec(header) ?? []
  if (digits === undefined) {
    throw new ApiError('bad_request', 'If-Match takes one ETag of this document, or *.', { field: 'If-Match' })
  }
  return Number(digits)
}

/** Whether the one who asks has this revision already, as `If-None-Match` says. */
export function isKnown(headers: Headers, revision: number): boolean {
  const header = headers.get('if-none-match')
  return header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === tagOf(revision)) ?? false
}

/** Does a change; one that was made in a revision which the document does not have is `revision_unknown`. */
export async function inKnownRevision<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && error.field === 'revision') {
      throw new ApiError('revision_unknown', error.message, { field: 'If-Match' })
    }
    throw error
  }
}
