import type { ErrorCode } from '@tandem/protocol'

/** An expected failure, with what to tell the person. */
export class SessionError extends Error {
  override readonly name = 'SessionError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
