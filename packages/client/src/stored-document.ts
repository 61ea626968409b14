import { type Change, DecodeError, decodeChange, InvalidChange, LimitExceeded, TandemDoc } from '@tandem/crdt'
import type { OutboxChange, StoredDocument } from './offline-store.ts'

/** A document, and which of the changes in its outbox are in the rows below it already. */
type OpenedDocument = {
  readonly doc: TandemDoc
  readonly included: readonly OutboxChange[]
  readonly unsent: readonly OutboxChange[]
}

/** The document as the device has it; null when that is damaged. */
export function openStored({ base, rows, outbox }: StoredDocument): OpenedDocument | null {
  try {
    const doc = base ? TandemDoc.fromSnapshot(base.state) : new TandemDoc()
    doc.check()
    if (!applyAll(doc, rows)) return null
    const isIn = ({ replica, rseq }: OutboxChange) => rseq <= doc.rseqOf(replica)
    const included = outbox.filter(isIn)
    const unsent = outbox.filter((change) => !isIn(change))
    return applyAll(doc, unsent) ? { doc, included, unsent } : null
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return null
  }
}

/** Applies changes that must fit as they are. Returns whether they did. Throws DecodeError. */
export function applyAll(doc: TandemDoc, changes: readonly { readonly payload: Uint8Array }[]): boolean {
  try {
    return doc.apply(changes.map((change) => decodeChange(change.payload))).buffered === 0
  } catch (error) {
    if (!isMisfit(error)) throw error
    return false
  }
}

/** Whether a change was refused because it is none of this document. */
export function isMisfit(error: unknown): boolean {
  return error instanceof InvalidChange || error instanceof LimitExceeded
}

/** The changes among these bytes; what is damaged is left out. */
export function readable(payloads: readonly { readonly payload: Uint8Array }[]): readonly Change[] {
  return payloads.flatMap(({ payload }) => {
    try {
      return [decodeChange(payload)]
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      return []
    }
  })
}
