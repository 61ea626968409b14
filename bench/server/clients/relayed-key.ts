/**
 * What relays carry: about as many bytes as a change of Tandem's that inserts one character has, namely who typed it, room
 * for what else a change says, and the text.
 */
const authorBytes = 4
const headBytes = 10

export function encodeKey(author: number, text: string): Uint8Array {
  const content = Buffer.from(text)
  const bytes = new Uint8Array(headBytes + content.length)
  new DataView(bytes.buffer).setUint32(0, author)
  bytes.fill(1, authorBytes, headBytes)
  bytes.set(content, headBytes)
  return bytes
}

export function decodeKey(bytes: Uint8Array): { readonly author: number; readonly text: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return { author: view.getUint32(0), text: Buffer.from(bytes.subarray(headBytes)).toString() }
}
