import 'fake-indexeddb/auto'
import { encodeChange, TandemDoc } from '@tandem/crdt'
import { expect, test, vi } from 'vitest'
import { MemoryTabs } from '../testing/index.ts'
import { databaseName } from './database.ts'
import { indexedDbStore } from './indexed-db-store.ts'
import { dropRescue, forgetOthers, leaveDevice, loseDocument, type UnsentWork, unsentWork } from './leave-device.ts'

const locks = { take: async () => () => {}, wait: () => new Promise<null>(() => {}) }

function written(text: string) {
  const doc = new TandemDoc()
  doc.become(7)
  const payload = encodeChange(doc.edit([{ from: 0, to: 0, insert: text }]))
  return { replica: 7, rseq: 1, payload, madeAt: 1_000 }
}

/** A device on which this person wrote in two documents, and read a third. */
async function device(person: string) {
  const store = indexedDbStore(person, locks)
  await store.keepAbout('A', { title: 'Plan', role: 'editor' })
  await store.keepChanges('A', [written('unsent')])
  await store.keepChanges('B', [written('refused')])
  await store.rescueOutbox('B')
  await store.replaceBase('C', { seq: 1, state: new Uint8Array(1) }, [])
  await store.close()
}

/** What is found first when a person may not read a document any more. */
function firstLost(person: string, documentId: string) {
  return new Promise<UnsentWork>((resolve, reject) => {
    const ended = new AbortController()
    const found = (work: UnsentWork) => {
      ended.abort()
      resolve(work)
    }
    loseDocument(person, locks, documentId, found, ended.signal).catch(reject)
  })
}

test('X1 what is only on this device is found, of all documents', async () => {
  await device('X1')
  const found = await unsentWork('X1')
  expect(found.map(({ documentId, title, rescue }) => [documentId, title, rescue.text]).sort()).toEqual([
    ['A', 'Plan', 'unsent'],
    ['B', '', 'refused'],
  ])
  expect(await unsentWork('nobody')).toEqual([])
})

test('X2 who leaves a device leaves nothing on it', async () => {
  await device('X2')
  await leaveDevice('X2')
  expect(await unsentWork('X2')).toEqual([])
  expect(await indexedDbStore('X2', locks).load('C')).toBe(null)
})

test('X3 of others goes what is on the server, and stays what is not', async () => {
  await device('X3 unsent')
  const reader = indexedDbStore('X3 reader', locks)
  await reader.replaceBase('C', { seq: 1, state: new Uint8Array(1) }, [])
  await reader.close()
  await forgetOthers('X3 next')
  expect(await unsentWork('X3 unsent')).toHaveLength(2)
  expect(await indexedDbStore('X3 reader', locks).load('C')).toBe(null)
})

test('X4 a document that was lost goes, but what was written in it stays until it is dropped; other documents stay', async () => {
  await device('X4')
  const store = indexedDbStore('X4', locks)
  await store.replaceBase('A', { seq: 1, state: new Uint8Array(1) }, [])
  await store.close()
  const lost = { documentId: 'A', rescue: { text: 'unsent' } }
  expect(await firstLost('X4', 'A')).toMatchObject({ ...lost, title: 'Plan' })
  expect(await indexedDbStore('X4', locks).load('A')).toBe(null)
  expect(await firstLost('X4', 'A')).toMatchObject(lost)
  await dropRescue('X4', locks, 'A')
  expect((await unsentWork('X4')).map(({ documentId }) => documentId)).toEqual(['B'])
  expect(await indexedDbStore('X4', locks).load('C')).not.toBe(null)
})

test('X4 what a tab has not sent that still lives is found when it is gone', async () => {
  const tabs = new MemoryTabs()
  const tab = indexedDbStore('X4 tab', tabs.open().locks)
  await tab.keepAbout('A', { title: 'Plan', role: 'editor' })
  await tab.keepChanges('A', [written('by a tab')])
  const ended = new AbortController()
  const found: UnsentWork[] = []
  const losing = loseDocument('X4 tab', tabs.open().locks, 'A', (work) => found.push(work), ended.signal)
  await vi.waitFor(async () => expect((await unsentWork('X4 tab'))[0]?.title).toBe(''))
  expect(found).toEqual([])
  await tab.close()
  await vi.waitFor(() => expect(found).toHaveLength(1))
  expect(found[0]).toMatchObject({ documentId: 'A', title: 'Plan', rescue: { text: 'by a tab' } })
  ended.abort()
  await losing
})

test('X4 who keeps nothing here keeps nothing afterwards either', async () => {
  const never = new AbortController().signal
  await loseDocument('X4 nobody', locks, 'A', () => expect.unreachable(), never)
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(databaseName('X4 nobody'))
})
