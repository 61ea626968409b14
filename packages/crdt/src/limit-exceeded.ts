/** Something would grow past a limit in `limits.ts`. Nothing was changed. */
export class LimitExceeded extends Error {
  override readonly name = 'LimitExceeded'
  /** The name of the limit in `limits.ts`. */
  readonly limit: string

  constructor(limit: string, value: number, max: number) {
    super(`${limit}: ${value} > ${max}`)
    this.limit = limit
  }
}

/** Throws `LimitExceeded` for a value above a limit of that name. */
export function checkLimit(limit: string, value: number, max: number): void {
  if (value > max) throw new LimitExceeded(limit, value, max)
}
