import { readFileSync, writeFileSync } from 'node:fs'

/** Writes byte strings to one file, after their number and their lengths. */
export function writeParts(path: string, parts: readonly Uint8Array[]): void {
  const header = new Uint32Array(parts.length + 1)
  header[0] = parts.length
  parts.forEach((part, index) => {
    header[index + 1] = part.length
  })
  writeFileSync(path, Buffer.concat([Buffer.from(header.buffer), ...parts]))
}

/** Reads what `writeParts` wrote. Each is a copy of its own, as if it had come over a network. */
export function readParts(path: string): readonly Uint8Array[] {
  const bytes = new Uint8Array(readFileSync(path)).buffer
  const count = new Uint32Array(bytes, 0, 1)[0] ?? 0
  const parts: Uint8Array[] = []
  let at = 4 * (count + 1)
  for (const length of new Uint32Array(bytes, 4, count)) {
    parts.push(new Uint8Array(bytes.slice(at, at + length)))
    at += length
  }
  return parts
}
