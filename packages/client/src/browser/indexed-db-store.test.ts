import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import type { OutboxChange } from '../offline-store.ts'
import { MemoryTabs, offlineStoreContract } from '../testing/index.ts'
import { databaseName } from './database.ts'
import { type IndexedDbStore, indexedDbStore } from './indexed-db-store.ts'

let people = 0

offlineStoreContract('indexedDbStore', async () => {
  const tabs = new MemoryTabs()
  const person = `person-${++people}`
  let kill = () => {}
  return {
    open: async () => {
      // As after kill -9: nobody said that it goes.
      kill()
      const tab = tabs.open()
      kill = tab.kill
      return indexedDbStore(person, tab.locks)
    },
  }
})

function change(replica: number, rseq: number): OutboxChange {
  return { replica, rseq, payload: new Uint8Array([replica, rseq]), madeAt: rseq }
}

/** Two tabs of one person. */
function twoTabs() {
  const tabs = new MemoryTabs()
  const person = `person-${++people}`
  const [first, second] = [tabs.open(), tabs.open()]
  return {
    person,
    tabs,
    first: { ...first, store: indexedDbStore(person, first.locks) },
    second: { ...second, store: indexedDbStore(person, second.locks) },
  }
}

test('D13 the outbox of a tab that lives is its own; of one that is gone it is recovered once', async () => {
  const { first, second, tabs, person } = twoTabs()
  await first.store.keepReplicas('A', [{ replica: 7, ticket: 'seven' }], [{ replica: 8, ticket: 'eight' }])
  await first.store.keepChanges('A', [change(7, 1)])
  expect(await second.store.load('A')).toBe(null)
  first.kill()
  const third = indexedDbStore(person, tabs.open().locks)
  const recovered = await Promise.all([second.store.load('A'), third.load('A')])
  expect(recovered.filter((stored) => stored !== null)).toMatchObject([
    { outbox: [change(7, 1)], replicas: [{ replica: 7 }], spares: [{ replica: 8 }] },
  ])
})

test('D13 a tab that lives on takes over what one leaves that goes', async () => {
  const { first, second } = twoTabs()
  await first.store.keepReplicas('A', [{ replica: 7, ticket: 'seven' }], [])
  await first.store.keepChanges('A', [change(7, 1)])
  const orphaned = new Promise<void>((resolve) => second.store.onOrphaned(resolve))
  await second.store.load('A')
  first.kill()
  await orphaned
  expect(await second.store.load('A')).toMatchObject({ outbox: [change(7, 1)], replicas: [{ replica: 7 }] })
})

test('D13 what one leaves that goes keeps its replicas until it is sent, whatever replicas the heir has', async () => {
  const { first, second, tabs, person } = twoTabs()
  await first.store.keepReplicas('A', [{ replica: 7, ticket: 'seven' }], [{ replica: 8, ticket: 'eight' }])
  await first.store.keepChanges('A', [change(8, 1)])
  first.kill()
  await second.store.load('A')
  await second.store.keepReplicas('A', [{ replica: 9, ticket: 'nine' }], [])
  second.kill()
  const third = indexedDbStore(person, tabs.open().locks)
  const stored = await third.load('A')
  expect(new Set(stored?.replicas.map(({ replica }) => replica))).toEqual(new Set([8, 9]))
  expect(stored?.spares).toEqual([])
  await third.takeRows('A', [{ seq: 1, payload: change(8, 1).payload }], [change(8, 1)])
  await third.keepReplicas('A', [{ replica: 9, ticket: 'nine' }], [])
  expect((await third.load('A'))?.replicas).toEqual([{ replica: 9, ticket: 'nine' }])
})

test('D13 what one writes on what it inherited stays together with it, whoever takes it over', async () => {
  const { first, second, tabs, person } = twoTabs()
  await first.store.keepReplicas('A', [{ replica: 7, ticket: 'seven' }], [])
  await first.store.keepChanges('A', [change(7, 1)])
  first.kill()
  await second.store.load('A')
  await second.store.keepChanges('A', [change(8, 1)])
  second.kill()
  // Two at once: each takes lanes that nobody has.
  const heirs = [indexedDbStore(person, tabs.open().locks), indexedDbStore(person, tabs.open().locks)]
  const recovered = await Promise.all(heirs.map((store) => store.load('A')))
  expect(recovered.filter((stored) => stored !== null)).toMatchObject([
    { outbox: [change(7, 1), change(8, 1)], replicas: [{ replica: 7, ticket: 'seven' }] },
  ])
})

test('D14 what one tab gives up or forgets is only its own', async () => {
  const { first, second, tabs, person } = twoTabs()
  await first.store.keepReplicas('A', [{ replica: 7, ticket: 'seven' }], [])
  await first.store.keepChanges('A', [change(7, 1)])
  await second.store.keepReplicas('A', [{ replica: 8, ticket: 'eight' }], [])
  await second.store.keepChanges('A', [change(8, 1)])
  await second.store.rescueOutbox('A')
  await second.store.keepChanges('A', [change(8, 2)])
  await second.store.clear('A')
  first.kill()
  const third = indexedDbStore(person, tabs.open().locks)
  expect(await third.load('A')).toMatchObject({ outbox: [change(7, 1)], replicas: [{ replica: 7 }] })
  expect(await third.rescued('A')).toEqual([change(8, 1), change(8, 2)])
})

test('D15 a store that is closed leaves its outbox to the next one', async () => {
  const { first, second } = twoTabs()
  await first.store.keepChanges('A', [change(7, 1)])
  await first.store.close()
  expect((await second.store.load('A'))?.outbox).toEqual([change(7, 1)])
})

test('D15 a store that is closed while it looks for what others left keeps none of it', async () => {
  const { first, second, tabs, person } = twoTabs()
  await first.store.keepChanges('A', [change(7, 1)])
  first.kill()
  const looking = second.store.load('A').catch((error: unknown) => error)
  await second.store.close()
  await looking
  const next = indexedDbStore(person, tabs.open().locks)
  expect((await next.load('A'))?.outbox).toEqual([change(7, 1)])
})

test('D16 people do not know of each other', async () => {
  const tabs = new MemoryTabs()
  const { locks } = tabs.open()
  const alice = indexedDbStore('D16 alice', locks)
  await alice.keepChanges('A', [change(7, 1)])
  await alice.close()
  expect(await indexedDbStore('D16 bob', locks).load('A')).toBe(null)
})

test('D17 a database that is deleted or taken over is told, and the next call fails', async () => {
  const { first, person } = twoTabs()
  const lost: unknown[] = []
  first.store.onLost((reason) => lost.push(reason))
  await first.store.keepChanges('A', [change(7, 1)])
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(databaseName(person)).onsuccess = resolve
  })
  expect(lost).toHaveLength(1)
  await expect(first.store.keepChanges('A', [change(7, 2)])).rejects.toThrow()
})

test('D18 a database that is not what this version needs: calls fail, they do not wait', async () => {
  const person = `person-${++people}`
  const foreign = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(databaseName(person), 1)
    opening.onsuccess = () => resolve(opening.result)
  })
  const store = indexedDbStore(person, new MemoryTabs().open().locks)
  await expect(store.load('A')).rejects.toThrow()
  await expect(store.keepChanges('A', [change(7, 1)])).rejects.toThrow()
  foreign.close()
})

test.each<[string, 'strict' | 'relaxed', (store: IndexedDbStore) => Promise<void>]>([
  ['a change that is nowhere else', 'strict', (store) => store.keepChanges('A', [change(7, 1)])],
  ['the replica that wrote it', 'strict', (store) => store.keepReplicas('A', [{ replica: 7, ticket: 'seven' }], [])],
  ['an outbox that becomes a rescue', 'strict', (store) => store.rescueOutbox('A')],
  ['a document that goes, with what is rescued of it', 'strict', (store) => store.clear('A')],
  ['rows of the log', 'relaxed', (store) => store.takeRows('A', [{ seq: 1, payload: new Uint8Array(1) }], [])],
  ['a base', 'relaxed', (store) => store.replaceBase('A', { seq: 1, state: new Uint8Array(1) }, [])],
])('D19 %s is kept %s', async (_, durability, write) => {
  const store = indexedDbStore(`person-${++people}`, new MemoryTabs().open().locks)
  await store.load('A')
  using transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await write(store)
  expect(transaction.mock.calls.map(([, mode, options]) => [mode, options])).toEqual([['readwrite', { durability }]])
})

test('D20 what came back is removed together, without looking for it', async () => {
  const store = indexedDbStore(`person-${++people}`, new MemoryTabs().open().locks)
  const written = [1, 2, 3, 4].map((rseq) => change(7, rseq))
  await store.keepChanges('A', written.slice(0, 2))
  await store.keepChanges('B', [change(7, 9)])
  await store.keepChanges('A', written.slice(2))
  using look = vi.spyOn(IDBIndex.prototype, 'getKey')
  using remove = vi.spyOn(IDBObjectStore.prototype, 'delete')
  const rows = written.map(({ rseq, payload }) => ({ seq: rseq, payload }))
  await store.takeRows('A', rows, written)
  expect(look).not.toHaveBeenCalled()
  expect(remove).toHaveBeenCalledTimes(2)
  expect((await store.load('A'))?.outbox).toEqual([])
  expect((await store.load('B'))?.outbox).toEqual([change(7, 9)])
})
