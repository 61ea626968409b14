/** Throws when `condition` is false. For mistakes of the program itself; hostile input gets a typed error instead. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}

/** The value, which the caller knows to be there. Throws when it is not: that is a mistake of the program itself. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`assertion failed: no ${what}`)
  return value
}

/** The end of an exhaustive `switch`: the compiler refuses the call while a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`assertion failed: unreachable case ${JSON.stringify(value)}`)
}
