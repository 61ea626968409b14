/** A text out of a file, or why it is none. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'not a text'; readonly reason: 'encoding' | 'binary' }

/** Reads a file's bytes: UTF-8, or UTF-16 that says so at its beginning. What is neither is told, never guessed. */
export function readText(bytes: Uint8Array): FileText {
  const encoding = encodingOf(bytes)
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return { kind: 'not a text', reason: bytes.includes(0) ? 'binary' : 'encoding' }
  }
  // Texts have no zeros; programs and pictures that happen to be valid UTF-8 do.
  if (text.includes('\0')) return { kind: 'not a text', reason: 'binary' }
  return { kind: 'text', text }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}
