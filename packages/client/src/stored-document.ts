import {
  type Applied,
  type Change,
  DecodeError,
  decodeChange,
  InvalidChange,
  LimitExceeded,
  TandemDoc,
} from '@tandem/crdt'
import type { OutboxChange, StoredDocument } from './offline-store.ts'
import { type PartedChanges, partChanges } from './part-changes.ts'

/** A document with an outbox on top of it, and which of the outbox it held already. */
type OpenedDocument = PartedChanges & { readonly doc: TandemDoc }

/** The last row of the log that the device has. */
export function lastSeqOf({ base, rows }: StoredDocument): number {
  return rows.at(-1)?.seq ?? base?.seq ?? 0
}

/** The document as the device has it; null when that is damaged. */
export function openStored({ base, rows, outbox }: StoredDocument): OpenedDocument | null {
  try {
    const doc = base ? checkedDoc(base.state) : new TandemDoc()
    return applyAll(doc, rows) ? withOutbox(doc, outbox) : null
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return null
  }
}

/** A snapshot with the outbox on top of it; null when that does not stand on it. Throws DecodeError. */
export function openSnapshot(state: Uint8Array, outbox: readonly OutboxChange[]): OpenedDocument | null {
  return withOutbox(checkedDoc(state), outbox)
}

/** Applies changes, all or none; null when they are none of this document. */
export function applyFitting(doc: TandemDoc, changes: readonly Change[]): Applied | null {
  try {
    return doc.apply(changes)
  } catch (error) {
    if (error instanceof InvalidChange || error instanceof LimitExceeded) return null
    throw error
  }
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

/** The changes that these bytes are; null when one of them is damaged. */
export function readAll(payloads: readonly { readonly payload: Uint8Array }[]): readonly Change[] | null {
  const changes = readable(payloads)
  return changes.length === payloads.length ? changes : null
}

/** Damaged bytes can be asked for again here; at the first keystroke they could not. */
function checkedDoc(state: Uint8Array): TandemDoc {
  const doc = TandemDoc.fromSnapshot(state)
  doc.check()
  return doc
}

function withOutbox(doc: TandemDoc, outbox: readonly OutboxChange[]): OpenedDocument | null {
  const parted = partChanges(doc, outbox)
  return applyAll(doc, parted.unsent) ? { doc, ...parted } : null
}

/** Applies changes that must fit as they are. Returns whether they did. Throws DecodeError. */
function applyAll(doc: TandemDoc, changes: readonly { readonly payload: Uint8Array }[]): boolean {
  const applied = applyFitting(
    doc,
    changes.map(({ payload }) => decodeChange(payload)),
  )
  return applied?.buffered === 0
}
