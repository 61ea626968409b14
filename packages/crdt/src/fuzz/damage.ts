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
import { decodeVersion, encodeVersion } from '../version-codec.ts'
import { hexOf } from './hex.ts'

/** What can be read from bytes. */
export const decoders = ['change', 'version', 'anchor', 'snapshot', 'diff'] as const

/** The name of a decoder. */
export type DecoderName = (typeof decoders)[number]

/** What became of bytes. */
export type Fate = 'refused' | 'read'

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
