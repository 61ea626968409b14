import { assert } from '../assert.ts'
import { decodeAnchor, encodeAnchor } from '../codec/anchor-codec.ts'
import { decodeChange, encodeChange } from '../codec/change-codec.ts'
import { DecodeError } from '../codec/decode-error.ts'
import { applyDiff } from '../diff.ts'
import { decodeDiff, encodeDiff } from '../diff-codec.ts'
import { upgradeChange, upgradeSnapshot } from '../format-1.ts'
import { maxLamport } from '../limits.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { checkDoc } from '../testing/check-doc.ts'
import type { Prng } from '../testing/prng.ts'
import { decodeVersion, encodeVersion } from '../version-codec.ts'
import { hexOf } from './hex.ts'

/** What can be read from bytes. */
export const decoders = ['change', 'version', 'anchor', 'snapshot', 'diff'] as const

/** The name of a decoder. */
export type DecoderName = (typeof decoders)[number]

/** What became of bytes. */
export type Fate = 'refused' | 'read'

/** The bytes with one to three things wrong with them; `other` are bytes to mix in. */
export function damaged(prng: Prng, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  let result = [...bytes]
  for (let count = 1 + prng.int(3); count > 0; count--) {
    // Most of what a decoder decides, it decides from the first bytes.
    const at = prng.int((prng.chance(0.5) ? Math.min(8, result.length) : result.length) + 1)
    const way = prng.int(8)
    if (way === 0 && at < result.length) result[at] = prng.int(256)
    else if (way === 1 && at < result.length) result[at] = (result[at] ?? 0) ^ (1 << prng.int(8))
    else if (way === 2) result = result.slice(0, at)
    else if (way === 3) result = [...result.slice(0, at), ...other.slice(prng.int(other.length + 1))]
    else if (way === 4) result.splice(at, 1 + prng.int(3))
    else if (way === 5)
      result.splice(at, 0, ...Array.from({ length: 1 + prng.int(2) }, () => prng.pick([0, prng.int(256)])))
    else if (way === 6) result.splice(at, prng.int(2), ...prng.pick(blownUp))
    else result.splice(at, 0, ...result.slice(prng.int(at + 1), at))
  }
  return Uint8Array.from(result)
}

/** Numbers that are far too large for what follows, as the formats write numbers. */
export const blownUp: readonly (readonly number[])[] = [
  [0xff, 0x7f],
  [0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0],
]

/**
 * Gives bytes to a decoder, upgraded first. They must be refused with a `DecodeError`, or be a value that is written in the
 * same bytes. Throws when neither holds.
 */
export function tryDecoder(name: DecoderName, bytes: Uint8Array): Fate {
  try {
    decodeAndCompare[name](bytes)
    return 'read'
  } catch (error) {
    if (error instanceof DecodeError) return 'refused'
    throw new Error(`the ${name} ${hexOf(bytes)}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

const decodeAndCompare: Readonly<Record<DecoderName, (bytes: Uint8Array) => void>> = {
  change(bytes) {
    const current = upgradeChange(bytes)
    const change = decodeChange(current)
    expectBytes(
      outside(() => encodeChange(change)),
      current,
    )
  },
  version(bytes) {
    const version = decodeVersion(bytes)
    expectBytes(
      outside(() => encodeVersion(version)),
      bytes,
    )
  },
  anchor(bytes) {
    const anchor = decodeAnchor(bytes)
    expectBytes(
      outside(() => encodeAnchor(anchor)),
      bytes,
    )
  },
  diff(bytes) {
    const diff = decodeDiff(bytes)
    expectBytes(
      outside(() => encodeDiff(diff)),
      bytes,
    )
    if (diff.replicas.some(({ from }) => from > 0)) return
    const doc = new TandemDoc()
    applyDiff(doc, bytes)
    outside(() => checkDoc(doc))
  },
  snapshot(bytes) {
    const current = upgradeSnapshot(bytes)
    const doc = TandemDoc.fromSnapshot(current)
    // Opened lazily, it may turn out only now that the bytes contradict themselves.
    const written = doc.snapshot()
    outside(() => {
      expectBytes(written, current)
      checkDoc(doc)
      const text = doc.toString()
      // It may stand in an order that no replay gives, but it works; unless it comes from the end of time.
      if (doc.lamport === maxLamport) return
      doc.become(1_000)
      doc.edit([{ from: 0, to: 0, insert: 'x' }])
      assert(doc.toString() === `x${text}`, 'it can be edited')
      checkDoc(doc)
    })
  },
}

/** Does what must not fail, whatever was decoded: a `DecodeError` from here on is a mistake and no refusal. */
function outside<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new Error(`read, but then: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function expectBytes(written: Uint8Array, bytes: Uint8Array): void {
  const isSame = written.length === bytes.length && written.every((byte, at) => byte === bytes[at])
  assert(isSame, 'it is read, but written in other bytes')
}
