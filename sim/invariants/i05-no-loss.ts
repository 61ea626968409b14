import { changeKey } from '../world/ledger.ts'
import type { Invariant } from './invariant.ts'

/** What a device has kept is in the log, or kept for the person, or still waits on the device. */
export const noLoss: Invariant = {
  name: 'I5 no loss',
  ended({ model, ledger, devices, documents }) {
    const known = new Set<string>()
    for (const documentId of documents) {
      for (const row of model.document(documentId)?.log ?? []) known.add(changeKey(documentId, row))
    }
    for (const { page, outbox, rescued } of devices) {
      for (const change of [...outbox, ...rescued]) known.add(changeKey(page.documentId, change))
    }
    for (const [key, { device }] of ledger.kept) {
      if (!known.has(key)) return `change ${key} was kept by ${device}, and is nowhere any more`
    }
    return null
  },
}
