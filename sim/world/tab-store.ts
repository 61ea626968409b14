import type { OfflineStore } from '@tandem/client'
import { Lanes, type TabLocks } from '@tandem/client/testing'
import type { Process } from '../engine/process.ts'
import type { Situations } from '../situations.ts'
import type { KeptDocuments } from './kept-documents.ts'
import type { Witness } from './witness.ts'

/** Changes what is kept. */
export type Write = (kept: KeptDocuments) => void

/** What a tab needs of the device that it is on. */
export interface TabDisk {
  readonly name: string
  readonly locks: { of(process: Process): TabLocks }
  readonly observer: Pick<Witness, 'made' | 'kept' | 'taken' | 'based'>
  readonly situations: Situations
  /** Has a tab called back when everything is gone. */
  onLost(process: Process, listener: (reason: unknown) => void): void
  /** Reads for a tab: it sees what was completed before. */
  read<T>(process: Process, what: string, work: (kept: KeptDocuments) => T): Promise<T>
  /** Writes for a tab; `completed` is told at the moment from which on it is kept. */
  write(
    process: Process,
    what: string,
    durability: 'strict' | 'relaxed',
    work: Write,
    completed?: () => void,
  ): Promise<void>
}

/** The store that one tab has on its device: what is kept of its lanes is its own, the rest is everybody's. */
export function tabStore(device: TabDisk, process: Process): OfflineStore {
  const { observer, situations } = device
  const lanes = new Lanes(device.locks.of(process), device.name, process.name)
  const owns = (lane: string) => lane === lanes.own || lanes.owns(lane)
  const orphaned: (() => void)[] = []
  let loads = 0
  const spares = new Set<number>()
  return {
    durable: true,
    onLost: (listener) => device.onLost(process, listener),
    onOrphaned: (listener) => void orphaned.push(listener),
    async load(id) {
      const found = await device.read(process, 'lanes', (kept) => kept.lanesOf(id))
      await lanes.claim(found)
      lanes.inherit(found, () => {
        for (const listener of orphaned) listener()
      })
      const [left, stored] = await device.read(process, 'load', (kept) => {
        return [kept.load(id, (lane) => lane !== lanes.own && owns(lane)), kept.load(id, owns)]
      })
      for (const { replica } of stored?.spares ?? []) spares.add(replica)
      if (loads++ > 0 && left?.outbox.length) situations.reached('a tab took over what another one left')
      return stored
    },
    rescued: (id) => device.read(process, 'rescued', (kept) => kept.rescued(id)),
    keepChanges(id, changes) {
      observer.made(device.name, id, changes)
      if (changes.some(({ replica }) => spares.has(replica))) situations.reached('a spare was written as')
      const copies = changes.map(copyOf)
      const write: Write = (kept) => kept.keepChanges(id, lanes.own, owns, copies)
      return device.write(process, 'keepChanges', 'strict', write, () => observer.kept(device.name, id, copies))
    },
    takeRows(id, rows, echoed) {
      observer.taken(device.name, id, rows, echoed)
      const copies = rows.map(copyOf)
      return device.write(process, 'takeRows', 'relaxed', (kept) => kept.takeRows(id, copies, echoed))
    },
    replaceBase(id, base, included) {
      observer.based(device.name, id, base, included)
      const copy = { seq: base.seq, state: base.state.slice() }
      return device.write(process, 'replaceBase', 'relaxed', (kept) => kept.replaceBase(id, copy, included))
    },
    forgetBase: (id) => device.write(process, 'forgetBase', 'relaxed', (kept) => kept.forgetBase(id)),
    keepReplicas: (id, replicas, spares) =>
      device.write(process, 'keepReplicas', 'strict', (kept) => {
        kept.keepReplicas(id, lanes.own, owns, { replicas, spares })
      }),
    keepAbout: (id, about) => device.write(process, 'keepAbout', 'relaxed', (kept) => kept.keepAbout(id, about)),
    rescueOutbox(id) {
      situations.reached('changes were rescued')
      return device.write(process, 'rescueOutbox', 'strict', (kept) => kept.rescueOutbox(id, owns))
    },
    dropRescued: (id) => device.write(process, 'dropRescued', 'relaxed', (kept) => kept.dropRescued(id)),
    clear: (id) => device.write(process, 'clear', 'strict', (kept) => kept.clear(id, owns)),
  }
}

/** What was handed over may be a view of something larger. */
function copyOf<T extends { readonly payload: Uint8Array }>(one: T): T {
  return { ...one, payload: one.payload.slice() }
}
