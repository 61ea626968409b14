import { createHash } from 'node:crypto'
import {
  claimRequest,
  DomainError,
  database,
  type NamedRequest,
  releaseRequest,
  rememberAnswer,
  type StoredAnswer,
} from '@tandem/documents'
import { logError } from '../log-error.ts'
import { ApiError } from './api-error.ts'
import { maxKeyLength } from './api-limits.ts'

const keyPattern = new RegExp(`^[\\x21-\\x7e]{1,${maxKeyLength}}$`)
/**
 * Answers a request that may name itself (`Idempotency-Key`): sent again under that name it is not done again, but
 * answered as it was. Throws `ApiError`: `bad_request` for a name that is none, `key_reused` when it was another
 * request's, `conflict` while that request is being answered, `outcome_unknown` when it failed so that nobody knows whether it
 * was done.
 */
export async function answerOnce(
  request: Request,
  tokenId: string,
  body: string,
  work: () => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const key = request.headers.get('idempotency-key')
  if (key === null) return work()
  if (!keyPattern.test(key)) {
    const sentence = `A key has 1 to ${maxKeyLength} ASCII characters without spaces.`
    throw new ApiError('bad_request', sentence, { field: 'Idempotency-Key' })
  }
  const named: NamedRequest = { tokenId, key, fingerprint: fingerprintOf(request, body) }
  const claim = await claimRequest(database(), named)
  switch (claim.kind) {
    case 'answered':
      return { ...claim.answer, headers: { ...claim.answer.headers, 'Idempotency-Replayed': 'true' } }
    case 'another':
      throw new ApiError('key_reused', 'This key belongs to another request.', { field: 'Idempotency-Key' })
    case 'under way':
      throw new ApiError('conflict', 'This request is being answered. Try again in a moment.', {
        headers: { 'Retry-After': '1' },
      })
    case 'unknown': {
      const sentence = 'This request failed, and may have been done. Look at what there is, and ask under another key.'
      throw new ApiError('outcome_unknown', sentence, { field: 'Idempotency-Key' })
    }
    case 'new':
      return settle(named, work)
  }
}

/**
 * What is refused changed nothing: it may be tried again under its name. Whatever else fails may have been done, such as a
 * commit whose answer was lost: its name stays taken.
 */
async function settle(named: NamedRequest, work: () => Promise<StoredAnswer>): Promise<StoredAnswer> {
  let answer: StoredAnswer
  try {
    answer = await work()
  } catch (error) {
    if (error instanceof ApiError || error instanceof DomainError) await releaseRequest(database(), named)
    throw error
  }
  try {
    await rememberAnswer(database(), named, answer)
  } catch (error) {
    // It is done: whoever asked must not do it again because nobody told them.
    logError('api', error, { failure: 'answer_not_kept' })
  }
  return answer
}

/** What makes it that request: where it goes, what it was made in, and what it says. */
function fingerprintOf(request: Request, body: string): Buffer {
  const { pathname, search } = new URL(request.url)
  const said = [request.method, `${pathname}${search}`, request.headers.get('if-match') ?? '', body]
  return createHash('sha256').update(JSON.stringify(said)).digest()
}
