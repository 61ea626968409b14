import type { Clock } from '@tandem/protocol'
import type { OfflineStore } from './offline-store.ts'
import type { Transport } from './transport.ts'
import type { Unpacker } from './unpacker.ts'

/** What a session is made of. Only `url` (or `transport`), `documentId` and `ticket` are required. */
export type SessionOptions = {
  /** The collaboration server, for example `https://collab.example.com`. */
  readonly url: string
  readonly documentId: string
  /** Fetches a fresh ticket, always of the same person. May fail: with a SessionError when it is no use to try again. */
  readonly ticket: () => Promise<string>
  readonly store?: OfflineStore
  readonly clock?: Clock
  readonly transport?: Transport
  /** How packed snapshots are opened; by default with what the platform has. */
  readonly unpacker?: Unpacker
  /**
   * When what I do goes to the server: by default at the end of the turn in which I do it. Must call what it is given once,
   * soon, and in a page before the page is gone.
   */
  readonly sendSoon?: (send: () => void) => void
  /** In [0, 1): spreads the attempts of many clients. */
  readonly random?: () => number
}
