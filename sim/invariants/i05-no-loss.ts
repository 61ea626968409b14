import { changeKey } from '../world/ledger.ts'
import type { SimPage } from '../world/sim-page.ts'
import type { Invariant } from './invariant.ts'

/** What a device has kept is in the log, or kept for the person, or waits on the device, as long as none of its pages can send it. */
export const noLoss: Invariant = {
  name: 'I5 no loss',
  ended({ model, ledger, devices, documents, pages }) {
    const known = new Set<string>()
    for (const documentId of documents) {
      for (const row of model.document(documentId)?.log ?? []) known.add(changeKey(documentId, row))
    }
    for (const { page, outbox, rescued } of devices) {
      const tabs = pages.filter(({ device }) => device === page.device)
      const [waiting] = outbox
      if (waiting && !page.device.troubled && tabs.every(hasSentAll)) {
        return `change ${changeKey(page.documentId, waiting)} waits on ${page.device.name}, and nobody there sends it`
      }
      for (const change of [...outbox, ...rescued]) known.add(changeKey(page.documentId, change))
    }
    for (const [key, { device }] of ledger.kept) {
      if (!known.has(key)) return `change ${key} was kept by ${device}, and is nowhere any more`
    }
    return null
  },
}

/** Whether a page is in, and believes that all of its work is saved. */
function hasSentAll({ session }: SimPage): boolean {
  return session?.state.phase === 'live' && session.unsaved.count === 0
}
