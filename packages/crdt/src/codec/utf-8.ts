// UTF-8 writes a code point above 127 as a byte that tells how many follow, and these, which have six bits of it each.

/** How many bytes follow the first one of a code point. */
export function continuationsOf(code: number): number {
  if (code < 0x80) return 0
  return code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
}

/** What a first byte has besides the highest bits of the code point when so many follow, at least one. */
export function leadOf(continuations: number): number {
  return (0x7f80 >> continuations) & 0xff
}
