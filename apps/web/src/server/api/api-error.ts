import type { ErrorCode } from '@tandem/protocol'

/** Every expected failure of the API, with its status: the domain's codes, and what only HTTP knows. */
export const statuses = {
  bad_request: 400,
  auth_required: 401,
  account_disabled: 401,
  forbidden: 403,
  insufficient_scope: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  last_owner: 409,
  outcome_unknown: 409,
  document_trashed: 409,
  document_full: 409,
  revision_unknown: 412,
  too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  key_reused: 422,
  precondition_required: 428,
  rate_limited: 429,
  internal: 500,
  busy: 503,
  storage_full: 507,
} as const

/** One of `statuses`: what a program goes by. */
export type ApiCode = keyof typeof statuses

/** All codes, in the order of their statuses. */
export const apiCodes: readonly ApiCode[] = Object.keys(statuses).filter(isApiCode)

/** What a code says, in words. */
export function titleOf(code: ApiCode): string {
  return `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('_', ' ')}`
}

/** An expected failure of a request: its code, a sentence for whoever reads it, and what it is about. */
export class ApiError extends Error {
  readonly code: ApiCode
  /** The parameter, header or member of the body that it is about. */
  readonly field: string | null
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ApiCode,
    message: string,
    { field = null, headers = {} }: { field?: string | null; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.field = field
    this.headers = headers
  }
}

/** The API's code for one of the domain's; `internal` for those that no request can bring about. */
export function apiCodeOf(code: ErrorCode): ApiCode {
  return isApiCode(code) ? code : 'internal'
}

function isApiCode(code: string): code is ApiCode {
  return Object.hasOwn(statuses, code)
}
