/** Something would grow past a limit in `limits.ts`. Nothing was changed. */
export class LimitExceeded extends Error {
  /** The name of the limit in `limits.ts`. */
  readonly limit: string

  constructor(limit: string, message: string) {
    super(message)
    this.name = 'LimitExceeded'
    this.limit = limit
  }
}
