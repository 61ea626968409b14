/** Ends an exhaustive `switch`: the compiler refuses the call while a case is missing, and so does the program. */
export function unreachable(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`)
}
