import { Gauge } from 'prom-client'
import type { HeadsBeyond } from '../cluster/head-poll.ts'
import type { Metrics } from './metrics.ts'

/** An open room, as the figures see it. */
export type MeasuredRoom = { readonly documentId: string; readonly head: number; readonly size: number }

/** Where figures come from that nobody counts: they are looked up when somebody asks for them. */
export type LookedUp = {
  readonly rooms: () => readonly MeasuredRoom[]
  /** Bytes that were sent and that their readers have not taken. */
  readonly unsentBytes: () => number
  readonly headsBeyond: HeadsBeyond
}

/** Adds the figures that are looked up. One that can't be is left out of the answer. */
export function addLookedUpMetrics({ registry }: Metrics, { rooms, unsentBytes, headsBeyond }: LookedUp): void {
  const registers = [registry]
  new Gauge({
    name: 'tandem_sessions',
    help: 'Sessions in open documents',
    registers,
    collect() {
      this.set(rooms().reduce((sum, room) => sum + room.size, 0))
    },
  })
  new Gauge({
    name: 'tandem_unsent_bytes',
    help: 'Bytes sent to clients that these have not taken',
    registers,
    collect() {
      this.set(unsentBytes())
    },
  })
  new Gauge({
    name: 'tandem_node_lag_rows',
    help: 'Rows of the log that this node does not know of yet, in the document where it is furthest behind',
    registers,
    async collect() {
      const open = rooms()
      this.reset()
      try {
        const heads = await headsBeyond(new Map(open.map(({ documentId, head }) => [documentId, head])))
        // Rows may have come while the database was asked.
        const behind = open.map((room) => Math.max(0, (heads.get(room.documentId) ?? 0) - room.head))
        this.set(Math.max(0, ...behind))
      } catch {
        // The database is away: how far the log is is not known, and a figure of zero would be a lie.
        this.remove()
      }
    },
  })
}
