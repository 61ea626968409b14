import { offlineStoreContract, type TabLocks } from '@tandem/client/testing'
import { Prng } from '@tandem/crdt/testing'
import { Process } from '../engine/process.ts'
import { Scheduler } from '../engine/scheduler.ts'
import { Trace } from '../engine/trace.ts'
import { Situations } from '../situations.ts'
import { KeptDocuments } from './kept-documents.ts'
import { type TabDisk, tabStore } from './tab-store.ts'

/** Whoever had a lock is gone. */
const free: TabLocks = { take: async () => () => {}, wait: async () => () => {} }

/** A disk that does everything at once, and on which nothing goes wrong. */
function disk(): TabDisk {
  const kept = new KeptDocuments()
  return {
    name: 'a device',
    locks: { of: () => free },
    observer: { made() {}, kept() {}, taken() {}, based() {} },
    situations: new Situations(),
    onLost() {},
    read: async (_, __, work) => work(kept),
    write: async (_, __, ___, work) => work(kept),
  }
}

offlineStoreContract('the model of what a browser keeps', async () => {
  const there = disk()
  const scheduler = new Scheduler(new Prng(1), new Trace(false))
  let tabs = 0
  return { open: async () => tabStore(there, new Process(scheduler, `tab ${++tabs}`)) }
})
