/** Why bytes were refused. */
export type DecodeErrorCode =
  /** A format version that this program doesn't know. */
  | 'version'
  /** The bytes end too early. */
  | 'truncated'
  /** Bytes are left over. */
  | 'trailing'
  /** A number outside its range. */
  | 'number'
  /** Text that is not well-formed UTF-8. */
  | 'text'
  /** More than `limits.ts` allows. */
  | 'limit'
  /** A value written in another way than the encoder writes it. */
  | 'canonical'
  /** Readable, but it contradicts itself. */
  | 'invalid'
  /** The content isn't what its digest says. */
  | 'digest'
  /** A diff for somebody who knows more: it can be applied once that is known here. */
  | 'missing'

/** Bytes that are not what they should be. Nothing was changed. */
export class DecodeError extends Error {
  readonly code: DecodeErrorCode

  constructor(code: DecodeErrorCode, message: string) {
    super(message)
    this.name = 'DecodeError'
    this.code = code
  }
}

/** Throws `DecodeError` unless `condition` holds. */
export function demand(condition: boolean, code: DecodeErrorCode, message: string): asserts condition {
  if (!condition) throw new DecodeError(code, message)
}
