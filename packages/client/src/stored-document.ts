import { type Change, DecodeError, decodeChange, InvalidChange, LimitExceeded, TandemDoc } from '@tandem/crdt'
import type { StoredDocument } from './offline-store.ts'

/** The document as the device has it; null when that is damaged. */
export function openStored({ base, rows, outbox }: StoredDocument): TandemDoc | null {
  try {
    const doc = base ? TandemDoc.fromSnapshot(base.state) : new TandemDoc()
    doc.check()
    return applyAll(doc, rows) && applyAll(doc, outbox) ? doc : null
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
