import { deleteDB } from 'idb'
import type { TabLocks } from '../lanes.ts'
import type { OutboxChange } from '../offline-store.ts'
import { type Rescue, writtenBy } from '../rescue.ts'
import { readable } from '../stored-document.ts'
import { databaseName, openDatabase, personOf } from './database.ts'
import { type IndexedDbStore, indexedDbStore } from './indexed-db-store.ts'

/** What a person wrote in one document that is only on this device. */
export type UnsentWork = { readonly documentId: string; readonly title: string; readonly rescue: Rescue }

/** Everything of this person that is on this device and nowhere else: outboxes of all tabs, and what was rescued. */
export async function unsentWork(personId: string): Promise<readonly UnsentWork[]> {
  if (!(await hasDatabase(personId))) return []
  const database = await openDatabase(personId, () => {})
  try {
    const transaction = database.transaction(['about', 'outbox', 'rescued'])
    const [ids, abouts, outbox, rescued] = await Promise.all([
      transaction.objectStore('about').getAllKeys(),
      transaction.objectStore('about').getAll(),
      transaction.objectStore('outbox').getAll(),
      transaction.objectStore('rescued').getAll(),
    ])
    const titles = new Map(ids.map((id, at) => [id, abouts[at]?.title]))
    const entries = [...rescued, ...outbox]
    return [...new Set(entries.map(({ documentId }) => documentId))].map((documentId) => {
      const own = entries.filter((entry) => entry.documentId === documentId)
      return unsentOf(documentId, titles.get(documentId), own)
    })
  } finally {
    database.close()
  }
}

/** Takes everything of this person from this device. Tabs that have a document open lose their store. */
export async function leaveDevice(personId: string): Promise<void> {
  await deleteDB(databaseName(personId))
}

/**
 * Takes from this device what other people have left who are gone without signing out, as far as it is on the server
 * too: what is not stays until they sign in again.
 */
export async function forgetOthers(personId: string): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) {
    const other = personOf(name)
    if (other === null || other === personId) continue
    if ((await unsentWork(other)).length === 0) await leaveDevice(other)
  }
}

/**
 * Takes a document from this device that this person may not read any more. What they wrote in it that nobody has got is kept,
 * and `found` is called with all of it when there is some: at once, and again for what a tab leaves that still lived then. A
 * tab that was just closed or loaded again may live on for a moment. What a living tab has not sent is given back there.
 *
 * @returns when `signal` says that nobody asks any more
 * @throws when the device can't be read
 */
export async function loseDocument(
  personId: string,
  locks: TabLocks,
  documentId: string,
  found: (work: UnsentWork) => void,
  signal: AbortSignal,
): Promise<void> {
  await withStore(personId, locks, async (store) => {
    let title: string | undefined
    let wake = () => {}
    store.onOrphaned(() => wake())
    signal.addEventListener('abort', () => wake())
    while (!signal.aborted) {
      // Before looking: what a tab leaves meanwhile is looked at once more.
      const somethingCame = new Promise<void>((resolve) => {
        wake = resolve
      })
      const stored = await store.load(documentId)
      title ??= stored?.about?.title
      await store.clear(documentId)
      const rescued = await store.rescued(documentId)
      if (signal.aborted) return
      if (rescued.length > 0) found(unsentOf(documentId, title, rescued))
      await somethingCame
    }
  })
}

/** Forgets what `loseDocument` found: the person has it, or does not want it. */
export async function dropRescue(personId: string, locks: TabLocks, documentId: string): Promise<void> {
  await withStore(personId, locks, (store) => store.dropRescued(documentId))
}

async function withStore<T>(
  personId: string,
  locks: TabLocks,
  work: (store: IndexedDbStore) => Promise<T>,
): Promise<T | null> {
  // Looking would make one, and leave it.
  if (!(await hasDatabase(personId))) return null
  const store = indexedDbStore(personId, locks)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

function unsentOf(documentId: string, title: string | undefined, own: readonly OutboxChange[]): UnsentWork {
  const changes = readable(own)
  const rescuedAt = new Date(Math.max(...own.map(({ madeAt }) => madeAt)))
  return { documentId, title: title ?? '', rescue: { rescuedAt, text: writtenBy(changes), changes, code: null } }
}

async function hasDatabase(personId: string): Promise<boolean> {
  const databases = await indexedDB.databases()
  return databases.some(({ name }) => name === databaseName(personId))
}
