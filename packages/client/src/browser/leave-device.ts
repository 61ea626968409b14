import { deleteDB } from 'idb'
import type { Rescue } from '../rescue.ts'
import { writtenBy } from '../rescue.ts'
import { readable } from '../stored-document.ts'
import { databaseName, openDatabase, personOf } from './database.ts'

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
      const changes = readable(own)
      const rescuedAt = new Date(Math.max(...own.map(({ madeAt }) => madeAt)))
      return {
        documentId,
        title: titles.get(documentId) ?? '',
        rescue: { rescuedAt, text: writtenBy(changes), changes },
      }
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

async function hasDatabase(personId: string): Promise<boolean> {
  const databases = await indexedDB.databases()
  return databases.some(({ name }) => name === databaseName(personId))
}
