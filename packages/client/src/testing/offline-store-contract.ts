import { describe, expect, test } from 'vitest'
import type { OfflineStore, OutboxChange, StoredRow } from '../offline-store.ts'

/** A place where documents are kept, and that can be opened again as after a reload: whoever had it open is gone. */
export type StorePlace = { open(): Promise<OfflineStore> }

/** What every OfflineStore promises. `place` makes a new, empty place for each test. */
export function offlineStoreContract(name: string, place: () => Promise<StorePlace>): void {
  describe(`${name} keeps documents as every store does`, () => {
    test('D1 of what was never kept there is nothing', async () => {
      const store = await (await place()).open()
      expect(await store.load('A')).toBe(null)
      expect(await store.rescued('A')).toEqual([])
    })

    test('D2 what was kept is there after a reload, in order', async () => {
      const there = await place()
      const store = await there.open()
      await store.replaceBase('A', { seq: 3, state: bytes(3) }, [])
      await store.takeRows('A', [row(4), row(5)], [])
      await store.takeRows('A', [row(6)], [])
      await store.keepChanges('A', [change(7, 1), change(7, 2)])
      await store.keepChanges('A', [change(8, 1)])
      await store.keepReplicas('A', [{ replica: 7, ticket: 'seven' }], [])
      await store.keepReplicas('A', [{ replica: 8, ticket: 'eight' }], [{ replica: 9, ticket: 'nine' }])
      await store.keepAbout('A', { title: 'Plan', role: 'editor' })
      expect(await (await there.open()).load('A')).toEqual({
        base: { seq: 3, state: bytes(3) },
        rows: [row(4), row(5), row(6)],
        outbox: [change(7, 1), change(7, 2), change(8, 1)],
        // Of the one before something is unsent.
        replicas: [
          { replica: 8, ticket: 'eight' },
          { replica: 7, ticket: 'seven' },
        ],
        spares: [{ replica: 9, ticket: 'nine' }],
        about: { title: 'Plan', role: 'editor' },
      })
    })

    test('D2 replicas that are replaced go, once nothing of them is unsent', async () => {
      const store = await (await place()).open()
      await store.keepReplicas('A', [{ replica: 7, ticket: 'seven' }], [{ replica: 6, ticket: 'six' }])
      await store.keepChanges('A', [change(7, 1)])
      await store.keepReplicas('A', [{ replica: 8, ticket: 'eight' }], [])
      await store.takeRows('A', [row(1)], [change(7, 1)])
      await store.keepReplicas('A', [{ replica: 8, ticket: 'eight' }], [])
      expect(await store.load('A')).toMatchObject({ replicas: [{ replica: 8, ticket: 'eight' }], spares: [] })
    })

    test('D3 calls that are not waited for take effect in their order', async () => {
      const there = await place()
      const store = await there.open()
      await Promise.all([
        store.keepChanges('A', [change(7, 1)]),
        store.keepChanges('A', [change(7, 2)]),
        store.takeRows('A', [row(1)], [change(7, 1)]),
        store.keepChanges('A', [change(7, 3)]),
        store.replaceBase('A', { seq: 1, state: bytes(1) }, []),
        store.takeRows('A', [row(2)], [change(7, 2)]),
      ])
      const stored = await (await there.open()).load('A')
      expect(stored?.base?.seq).toBe(1)
      expect(stored?.rows).toEqual([row(2)])
      expect(stored?.outbox).toEqual([change(7, 3)])
    })

    test('D4 a row and the change that it echoes change places at once', async () => {
      const store = await (await place()).open()
      await store.keepChanges('A', [change(7, 1), change(8, 1), change(7, 2)])
      await store.takeRows('A', [row(1), row(2)], [change(8, 1), { replica: 9, rseq: 1 }])
      const stored = await store.load('A')
      expect(stored?.rows).toEqual([row(1), row(2)])
      expect(stored?.outbox).toEqual([change(7, 1), change(7, 2)])
    })

    test('D5 a new base takes the place of the base and the rows, and of the changes that it includes', async () => {
      const store = await (await place()).open()
      await store.takeRows('A', [row(1), row(2)], [])
      await store.keepChanges('A', [change(7, 1), change(7, 2)])
      await store.replaceBase('A', { seq: 9, state: bytes(9) }, [change(7, 1)])
      expect(await store.load('A')).toEqual({
        base: { seq: 9, state: bytes(9) },
        rows: [],
        outbox: [change(7, 2)],
        replicas: [],
        spares: [],
        about: null,
      })
    })

    test('D6 a rescued outbox is out of the way and can be fetched, with the ones before it', async () => {
      const there = await place()
      const store = await there.open()
      await store.keepChanges('A', [change(7, 1), change(7, 2)])
      await store.rescueOutbox('A')
      await store.keepChanges('A', [change(8, 1)])
      await store.rescueOutbox('A')
      await store.rescueOutbox('A')
      const again = await there.open()
      expect((await again.load('A'))?.outbox ?? []).toEqual([])
      expect(await again.rescued('A')).toEqual([change(7, 1), change(7, 2), change(8, 1)])
      await again.dropRescued('A')
      expect(await again.rescued('A')).toEqual([])
    })

    test('D7 documents do not know of each other', async () => {
      const store = await (await place()).open()
      await store.keepChanges('A', [change(7, 1)])
      await store.keepChanges('B', [change(7, 2)])
      await store.rescueOutbox('B')
      await store.takeRows('B', [row(1)], [change(7, 1)])
      expect((await store.load('A'))?.outbox).toEqual([change(7, 1)])
      expect(await store.rescued('A')).toEqual([])
    })

    test('D8 of a document that is cleared there is nothing but what was rescued, and what was unsent is', async () => {
      const there = await place()
      const store = await there.open()
      await store.keepChanges('A', [change(7, 1)])
      await store.rescueOutbox('A')
      await store.takeRows('A', [row(1)], [])
      await store.keepChanges('A', [change(7, 2)])
      await store.keepChanges('B', [change(7, 1)])
      await store.clear('A')
      const again = await there.open()
      expect(await again.load('A')).toBe(null)
      expect(await again.rescued('A')).toEqual([change(7, 1), change(7, 2)])
      expect((await again.load('B'))?.outbox).toEqual([change(7, 1)])
    })

    test('D9 what is kept does not change with the bytes that were handed over', async () => {
      const store = await (await place()).open()
      const frame = new Uint8Array(8).fill(1)
      const part = frame.subarray(2, 4)
      await store.takeRows('A', [{ seq: 1, payload: part }], [])
      await store.keepChanges('A', [{ ...change(7, 1), payload: part }])
      frame.fill(2)
      const stored = await store.load('A')
      expect(stored?.rows[0]?.payload).toEqual(new Uint8Array([1, 1]))
      expect(stored?.outbox[0]?.payload).toEqual(new Uint8Array([1, 1]))
      await store.replaceBase('A', { seq: 2, state: part }, [])
      frame.fill(3)
      expect((await store.load('A'))?.base?.state).toEqual(new Uint8Array([2, 2]))
    })

    test('D10 what several sessions keep of the log is one: known rows are passed over, an older base changes nothing', async () => {
      const store = await (await place()).open()
      await store.replaceBase('A', { seq: 5, state: bytes(5) }, [])
      await store.takeRows('A', [row(6), row(7)], [])
      await store.keepChanges('A', [change(7, 1)])
      await store.takeRows('A', [row(6)], [change(7, 1)])
      await store.keepChanges('A', [change(7, 2)])
      await store.replaceBase('A', { seq: 4, state: bytes(4) }, [change(7, 2)])
      expect(await store.load('A')).toMatchObject({ base: { seq: 5 }, rows: [row(6), row(7)], outbox: [] })
      await store.replaceBase('A', { seq: 6, state: bytes(6) }, [])
      expect(await store.load('A')).toMatchObject({ base: { seq: 6 }, rows: [row(7)] })
    })

    test('D11 rows behind a gap are not there', async () => {
      const store = await (await place()).open()
      await store.replaceBase('A', { seq: 5, state: bytes(5) }, [])
      await store.takeRows('A', [row(6), row(8)], [])
      expect((await store.load('A'))?.rows).toEqual([row(6)])
    })

    test('D12 a base that is forgotten makes room for an older one, and the outbox stays', async () => {
      const store = await (await place()).open()
      await store.replaceBase('A', { seq: 5, state: bytes(5) }, [])
      await store.takeRows('A', [row(6)], [])
      await store.keepChanges('A', [change(7, 1)])
      await store.forgetBase('A')
      await store.replaceBase('A', { seq: 2, state: bytes(2) }, [])
      expect(await store.load('A')).toMatchObject({ base: { seq: 2 }, rows: [], outbox: [change(7, 1)] })
    })
  })
}

function bytes(value: number): Uint8Array {
  return new Uint8Array([value, 255, 0])
}

function row(seq: number): StoredRow {
  return { seq, payload: bytes(seq) }
}

function change(replica: number, rseq: number): OutboxChange {
  return { replica, rseq, payload: bytes(rseq), madeAt: 1000 + rseq }
}
