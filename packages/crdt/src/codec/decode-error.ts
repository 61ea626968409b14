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
  override readonly name = 'DecodeError'
  readonly code: DecodeErrorCode

  constructor(code: DecodeErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Throws `DecodeError` unless `condition` holds. `what` is not as it should be, in the way that the code says. */
export function demand(condition: boolean, code: DecodeErrorCode, what = 'bytes'): asserts condition {
  if (!condition) refuse(code, what)
}

/** Throws `DecodeError`. */
export function refuse(code: DecodeErrorCode, what = 'bytes'): never {
  throw new DecodeError(code, `${what}: ${code}`)
}
