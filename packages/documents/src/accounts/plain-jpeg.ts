// A JPEG is a list of segments: FF, a kind, and for most of them a length of two bytes and content. Behind each "start of
// scan" stands the picture's data, in which FF is followed by 0 or by one of the restart markers.

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda
/** Tables, and how often the data restarts: what a decoder needs besides frame and scans. */
const tables = [0xc4, 0xdb, 0xdd]
/** Baseline, extended and progressive: what browsers write, and every decoder knows. */
const frames = [0xc0, 0xc1, 0xc2]
/** What programs add for themselves: where and when it was taken, comments, thumbnails. */
const isNote = (kind: number) => (kind >= 0xe0 && kind <= 0xef) || kind === 0xfe

/**
 * A JPEG of `side` by `side` with nothing in it but the picture: notes are left out, whatever they say. Null for whatever is
 * not whole, of another size, or has anything behind its end.
 */
export function plainJpeg(bytes: Uint8Array, side: number): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return null
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let framed = false
  let scanned = false
  for (let at = 2; ; ) {
    const kind = bytes[at + 1]
    if (bytes[at] !== 0xff || kind === undefined) return null
    if (kind === endOfImage) {
      const isWhole = framed && scanned && at + 2 === bytes.length
      return isWhole ? joined([...kept, bytes.subarray(at)]) : null
    }
    const segment = segmentAt(bytes, at)
    if (segment === null) return null
    let end = at + segment.length
    if (frames.includes(kind)) {
      if (framed || !isFrameOf(segment, side)) return null
      framed = true
    } else if (kind === startOfScan) {
      if (!framed) return null
      scanned = true
      end = endOfScan(bytes, end)
    } else if (!tables.includes(kind) && !isNote(kind)) return null
    if (!isNote(kind)) kept.push(bytes.subarray(at, end))
    at = end
  }
}

/** The segment that begins there, with its marker. */
function segmentAt(bytes: Uint8Array, at: number): Uint8Array | null {
  const [high, low] = bytes.subarray(at + 2, at + 4)
  if (high === undefined || low === undefined) return null
  const length = 2 + high * 256 + low
  return length >= 4 && at + length <= bytes.length ? bytes.subarray(at, at + length) : null
}

/** Whether a frame has that size, eight bits a sample, and is grey or in colours. */
function isFrameOf(segment: Uint8Array, side: number): boolean {
  const [, , , , bits, high = 0, low = 0, wide = 0, narrow = 0, components] = segment
  const isColour = components === 1 || components === 3
  return bits === 8 && high * 256 + low === side && wide * 256 + narrow === side && isColour
}

/** Where the data of a scan ends: at the next marker that is none of its own. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  for (; at < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) break
  }
  return at
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
