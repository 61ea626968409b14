import type { IssuedReplica } from '@tandem/protocol'
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { OutboxChange, StoredAbout, StoredBase } from '../offline-store.ts'

/** A change of the outbox, and the lane that it belongs to: `lanes.ts`. */
export type OutboxEntry = OutboxChange & { readonly documentId: string; readonly lane: string }
/** The replicas of one lane in one document. */
export type LaneEntry = { readonly replicas: readonly IssuedReplica[]; readonly spares: readonly IssuedReplica[] }
/** A change that could not be accepted. */
export type RescuedEntry = OutboxChange & { readonly documentId: string }

/** One database for each person: what is kept of a document, and what is not in its log yet. */
export interface DeviceSchema extends DBSchema {
  about: { key: string; value: StoredAbout }
  bases: { key: string; value: StoredBase }
  rows: { key: [documentId: string, seq: number]; value: Uint8Array }
  lanes: { key: [documentId: string, lane: string]; value: LaneEntry }
  /** Keyed by a number that grows: the order in which changes were made. */
  outbox: {
    key: number
    value: OutboxEntry
    indexes: { byDocument: string; byName: [documentId: string, replica: number, rseq: number] }
  }
  rescued: { key: number; value: RescuedEntry; indexes: { byDocument: string } }
}
/** A connection to it. */
export type DeviceDatabase = IDBPDatabase<DeviceSchema>
/** All of its stores: a write may touch any of them. */
export const storeNames = ['about', 'bases', 'rows', 'lanes', 'outbox', 'rescued'] as const
/** One transaction that writes. */
export type WriteTransaction = IDBPTransaction<DeviceSchema, typeof storeNames, 'readwrite'>

/** Grows with each change of the schema; `upgrade` leads from every older one to it. */
const schemaVersion = 1

/** What the database of this person is called. */
export function databaseName(personId: string): string {
  return `${namePrefix}${personId}`
}

/** The person whose database this is; null when it is none of ours. */
export function personOf(name: string): string | null {
  return name.startsWith(namePrefix) ? name.slice(namePrefix.length) : null
}

const namePrefix = 'tandem:'

/**
 * Opens the database of this person. `lost` is called when it is gone: deleted by a sign-out, taken by the browser, or
 * about to be changed by a newer version of the page. Fails when an older version of the page, in another tab, holds it.
 */
export function openDatabase(personId: string, lost: (reason: Error) => void): Promise<DeviceDatabase> {
  return new Promise((resolve, reject) => {
    let refused = false
    openDB<DeviceSchema>(databaseName(personId), schemaVersion, {
      upgrade: create,
      blocked() {
        refused = true
        reject(new Error('another tab holds an older version of what this device keeps'))
      },
      blocking(_from, to, event) {
        // At once: whoever waits for this can't go on before.
        if (event.target instanceof IDBDatabase) event.target.close()
        lost(new Error(to === null ? 'what this device kept was deleted' : 'a newer version has taken over'))
      },
      terminated: () => lost(new Error('the browser has taken what this device kept')),
    }).then((database) => (refused ? database.close() : resolve(database)), reject)
  })
}

function create(database: DeviceDatabase): void {
  for (const name of ['about', 'bases', 'rows', 'lanes'] as const) database.createObjectStore(name)
  const outbox = database.createObjectStore('outbox', { autoIncrement: true })
  outbox.createIndex('byDocument', 'documentId')
  outbox.createIndex('byName', ['documentId', 'replica', 'rseq'])
  database.createObjectStore('rescued', { autoIncrement: true }).createIndex('byDocument', 'documentId')
}

/** The lanes of a document. */
export function lanesOf(documentId: string): IDBKeyRange {
  return IDBKeyRange.bound([documentId, ''], [documentId, '\uffff'])
}
