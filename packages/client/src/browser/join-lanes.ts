import type { Lanes } from '../lanes.ts'
import { lanesOf, type WriteTransaction } from './database.ts'

/**
 * Puts what a session has inherited of a document into its own lane: changes where they stand, and replicas, of which none is
 * a spare any more. What it writes next may stand on them. In lanes of their own they would part when this session is gone: one
 * tab would take the lane of what it wrote, and another one that of what it wrote on.
 */
export async function joinLanes(transaction: WriteTransaction, lanes: Lanes, documentId: string): Promise<void> {
  const { own } = lanes
  const isLeft = (lane: string) => lane !== own && lanes.owns(lane)
  for await (const cursor of transaction.objectStore('outbox').index('byDocument').iterate(documentId)) {
    if (isLeft(cursor.value.lane)) await cursor.update({ ...cursor.value, lane: own })
  }
  const store = transaction.objectStore('lanes')
  for (const key of await store.getAllKeys(lanesOf(documentId))) {
    const left = isLeft(key[1]) ? await store.get(key) : undefined
    if (!left) continue
    const { replicas, spares } = (await store.get([documentId, own])) ?? { replicas: [], spares: [] }
    await store.put({ replicas: [...replicas, ...left.replicas, ...left.spares], spares }, [documentId, own])
    await store.delete(key)
  }
}
