import { contiguousRows } from '../contiguous-rows.ts'
import { Lanes, type TabLocks } from '../lanes.ts'
import type { OfflineStore, OutboxChange, StoredDocument } from '../offline-store.ts'
import { replacedReplicas } from '../replaced-replicas.ts'
import {
  type DeviceDatabase,
  databaseName,
  lanesOf,
  type OutboxEntry,
  openDatabase,
  type WriteTransaction,
} from './database.ts'
import { joinLanes } from './join-lanes.ts'
import { OutboxKeys } from './outbox-keys.ts'
import { atOnce, type WriteMoments } from './write-moments.ts'
import { WriteQueue } from './write-queue.ts'

/** A store on the device, for one session. */
export interface IndexedDbStore extends OfflineStore {
  /** Lets go of it: the next session takes over what is left in the outbox. Nothing may be called any more. */
  close(): Promise<void>
}

/** Keeps the documents of one person in this browser, for one session. Other tabs may have stores of their own. */
export function indexedDbStore(personId: string, locks: TabLocks, moments: WriteMoments = atOnce): IndexedDbStore {
  const listeners: ((reason: unknown) => void)[] = []
  const orphaned: (() => void)[] = []
  /** Documents of which the last load had something in other lanes. */
  const inherited = new Set<string>()
  const lanes = new Lanes(locks, databaseName(personId), crypto.randomUUID())
  let opening: Promise<DeviceDatabase> | null = null
  const database = () => {
    opening ??= open()
    return opening
  }
  const open = async () => {
    await lanes.claim([])
    return openDatabase(personId, (reason) => {
      for (const listener of listeners) listener(reason)
    })
  }
  const queue = new WriteQueue(database, moments)
  const keys = new OutboxKeys()

  return {
    durable: true,
    onLost(listener) {
      listeners.push(listener)
    },
    onOrphaned(listener) {
      orphaned.push(listener)
    },
    async load(documentId) {
      await queue.idle()
      const { stored, hasInherited } = await load(await database(), lanes, documentId, () => {
        for (const listener of orphaned) listener()
      })
      if (hasInherited) inherited.add(documentId)
      return stored
    },
    async keepChanges(documentId, changes) {
      const entries = changes.map((change) => ({ ...owned(change), documentId, lane: lanes.own }))
      const joins = inherited.delete(documentId)
      let added: readonly number[] = []
      await queue.add('strict', async (transaction) => {
        if (joins) await joinLanes(transaction, lanes, documentId)
        added = await Promise.all(entries.map((entry) => transaction.objectStore('outbox').add(entry)))
      })
      // Not before: numbers of a transaction that failed are given out again.
      keys.remember(entries, added)
    },
    takeRows(documentId, rows, echoed) {
      const copies = rows.map(({ seq, payload }) => ({ seq, payload: payload.slice() }))
      return queue.add('late', async (transaction) => {
        const store = transaction.objectStore('rows')
        await Promise.all(copies.map(({ seq, payload }) => store.put(payload, [documentId, seq])))
        await keys.removeFrom(transaction, documentId, echoed)
      })
    },
    replaceBase(documentId, base, included) {
      const copy = { seq: base.seq, state: base.state.slice() }
      return queue.add('relaxed', async (transaction) => {
        await keys.removeFrom(transaction, documentId, included)
        const bases = transaction.objectStore('bases')
        const kept = await bases.get(documentId)
        if (kept && kept.seq > copy.seq) return
        await bases.put(copy, documentId)
        await transaction.objectStore('rows').delete(rowsOf(documentId, copy.seq))
      })
    },
    forgetBase: (documentId) => queue.add('relaxed', (transaction) => forgetBase(transaction, documentId)),
    keepReplicas(documentId, replicas, spares) {
      return queue.add('strict', async (transaction) => {
        await joinLanes(transaction, lanes, documentId)
        const store = transaction.objectStore('lanes')
        const key: [string, string] = [documentId, lanes.own]
        const outbox = await transaction.objectStore('outbox').index('byDocument').getAll(documentId)
        const own = outbox.filter(({ lane }) => lane === lanes.own)
        const entry = replacedReplicas(await store.get(key), { replicas, spares }, own)
        if (entry.replicas.length + entry.spares.length > 0) await store.put(entry, key)
        else await store.delete(key)
      })
    },
    keepAbout: (documentId, about) =>
      queue.add('relaxed', async (transaction) => {
        await transaction.objectStore('about').put(about, documentId)
      }),
    rescueOutbox: (documentId) => queue.add('strict', (transaction) => rescueOutbox(transaction, lanes, documentId)),
    async rescued(documentId) {
      await queue.idle()
      const entries = await (await database()).getAllFromIndex('rescued', 'byDocument', documentId)
      return entries.map(changeOf)
    },
    dropRescued: (documentId) =>
      queue.add('relaxed', async (transaction) => {
        for await (const cursor of transaction.objectStore('rescued').index('byDocument').iterate(documentId)) {
          await cursor.delete()
        }
      }),
    clear: (documentId) =>
      queue.add('strict', async (transaction) => {
        await forgetBase(transaction, documentId)
        await transaction.objectStore('about').delete(documentId)
        await rescueOutbox(transaction, lanes, documentId)
        for await (const cursor of transaction.objectStore('lanes').iterate(lanesOf(documentId))) {
          if (lanes.owns(cursor.key[1])) await cursor.delete()
        }
      }),
    async close() {
      await queue.idle()
      lanes.release()
      await opening?.then(
        (open) => open.close(),
        () => {},
      )
    },
  }
}

async function load(
  database: DeviceDatabase,
  lanes: Lanes,
  documentId: string,
  orphaned: () => void,
): Promise<{ readonly stored: StoredDocument | null; readonly hasInherited: boolean }> {
  const [left, inOutbox] = await Promise.all([
    database.getAllKeys('lanes', lanesOf(documentId)),
    database.getAllFromIndex('outbox', 'byDocument', documentId),
  ])
  const found = new Set([...left.map(([, lane]) => lane), ...inOutbox.map(({ lane }) => lane)])
  await lanes.claim(found)
  lanes.inherit(found, orphaned)
  // Read again: until their locks were taken, lanes belonged to somebody else.
  const transaction = database.transaction(['about', 'bases', 'rows', 'lanes', 'outbox'])
  const keys = (await transaction.objectStore('lanes').getAllKeys(lanesOf(documentId))).filter(([, lane]) =>
    lanes.owns(lane),
  )
  const [about = null, base = null, seqs, payloads, entries, ...replicas] = await Promise.all([
    transaction.objectStore('about').get(documentId),
    transaction.objectStore('bases').get(documentId),
    transaction.objectStore('rows').getAllKeys(rowsOf(documentId)),
    transaction.objectStore('rows').getAll(rowsOf(documentId)),
    transaction.objectStore('outbox').index('byDocument').getAll(documentId),
    ...keys.map((key) => transaction.objectStore('lanes').get(key)),
  ])
  const rows = seqs.flatMap(([, seq], at) => {
    const payload = payloads[at]
    return payload ? [{ seq, payload }] : []
  })
  const mine = entries.filter(({ lane }) => lanes.owns(lane))
  const hasInherited = mine.some(({ lane }) => lane !== lanes.own)
  const isEmpty = !about && !base && rows.length + mine.length + replicas.length === 0
  const stored = {
    base,
    rows: contiguousRows(base, rows),
    outbox: mine.map(changeOf),
    replicas: replicas.flatMap((entry) => entry?.replicas ?? []),
    spares: replicas.flatMap((entry) => entry?.spares ?? []),
    about,
  }
  return { stored: isEmpty ? null : stored, hasInherited }
}

async function rescueOutbox(transaction: WriteTransaction, lanes: Lanes, documentId: string): Promise<void> {
  for await (const cursor of transaction.objectStore('outbox').index('byDocument').iterate(documentId)) {
    const { lane, ...rescued } = cursor.value
    if (!lanes.owns(lane)) continue
    await transaction.objectStore('rescued').add(rescued)
    await cursor.delete()
  }
}

async function forgetBase(transaction: WriteTransaction, documentId: string): Promise<void> {
  await transaction.objectStore('bases').delete(documentId)
  await transaction.objectStore('rows').delete(rowsOf(documentId))
}

/** The rows of a document, up to one of them. */
function rowsOf(documentId: string, upTo = Number.MAX_SAFE_INTEGER): IDBKeyRange {
  return IDBKeyRange.bound([documentId, 0], [documentId, upTo])
}

/** With bytes of its own: what was handed over may be a view of something larger. */
function owned({ replica, rseq, payload, madeAt }: OutboxChange): OutboxChange {
  return { replica, rseq, payload: payload.slice(), madeAt }
}

function changeOf({ replica, rseq, payload, madeAt }: OutboxChange | OutboxEntry): OutboxChange {
  return { replica, rseq, payload, madeAt }
}
