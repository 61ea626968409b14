/** What is written down of an error. */
export type ErrorFields = {
  readonly type: string
  readonly message: string
  readonly code?: unknown
  readonly stack?: string | undefined
  readonly cause?: ErrorFields
}

/** How deep causes are followed: a ring of them must not keep us. */
const maxCauses = 3

/**
 * What a log may hold of an error: its name, message, code and stack, and those of what caused it. Not its other members,
 * because a database error quotes the row that it is about; and no e-mail address in the words.
 */
export function describeError(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutAddresses(String(error).slice(0, 200)) }
  return {
    type: error.name,
    message: withoutAddresses(error.message),
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack && withoutAddresses(error.stack),
    ...(error.cause !== undefined && depth < maxCauses ? { cause: describeError(error.cause, depth + 1) } : {}),
  }
}

/** The end in letters tells them from the folders of packages, which stand in stacks and end in a version. */
const address = /[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+\.[a-z]{2,}/gi

function withoutAddresses(text: string): string {
  return text.replace(address, '(address)')
}
