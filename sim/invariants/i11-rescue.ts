import type { ErrorCode } from '@tandem/protocol'
import { changeKey } from '../world/ledger.ts'
import type { Invariant } from './invariant.ts'

/** Whoever is told that has their work where it was, for when they come back. */
const sentLater: ReadonlySet<ErrorCode> = new Set(['auth_required', 'upgrade_required'])

/**
 * Work is given back only to those who, at some time, could not write there any more, or whose device kept a part of it
 * only; and a page that is shut out for good gives all of it back. That nothing of it is lost is I5.
 */
export const rescue: Invariant = {
  name: 'I11 rescue has a reason',
  ended({ ledger, devices, pages }) {
    for (const { name, session } of pages) {
      if (session?.state.phase !== 'closed' || sentLater.has(session.state.reason.code)) continue
      const { count } = session.unsaved
      if (count > 0) return `${name} is shut out, and ${count} changes were not given back`
    }
    for (const { page, rescued } of devices) {
      const [first] = rescued
      if (!first || page.device.troubled || ledger.couldNotWrite(page.documentId, page.person.userId)) continue
      return `${page.name} was given ${changeKey(page.documentId, first)} back, and could always write`
    }
    return null
  },
}
