import { decodeChange } from '@tandem/crdt'
import { limits } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { describe, expect, test } from 'vitest'
import { memoryStore } from './memory-store.ts'
import { settle } from './testing/index.ts'
import { Author, ownRowOf, Stage, unpacked } from './testing/stage.ts'

describe('C9 after a reload', () => {
  /** A session that typed without an answer, and the store that it left behind. */
  async function typedAndLeft() {
    const store = memoryStore()
    const bob = new Author(9)
    const stage = new Stage({ store })
    await stage.join({ head: 3, snapshot: unpacked(3, bob.doc.snapshot()) })
    stage.echo(4, bob.type('row '))
    stage.type('mine')
    stage.type('!')
    const payloads = await stage.pushed()
    stage.clock.turn(5)
    await stage.session.close()
    return { store, bob, payloads }
  }

  test('the document is there before any connection, and the outbox goes out under its old replica', async () => {
    const { store, payloads } = await typedAndLeft()
    const stage = new Stage({ store })
    await settle()
    expect(stage.text).toBe('row mine!')
    expect(stage.session.seq).toBe(4)
    expect(stage.of('unsaved')).toEqual([{ count: 2, since: 0, kept: 0 }])
    expect(stage.session.writable).toBe(false)
    const hello = await stage.join({ head: 4, replicas: [{ replica: 20, ticket: 'twenty' }] })
    expect(hello).toMatchObject({ lastSeq: 4, newReplicas: 1, replicaTickets: ['proof 1'] })
    stage.type('new')
    const pushed = await stage.pushed()
    expect(pushed.slice(0, 2)).toEqual(payloads)
    expect(pushed.slice(2).map(decodeChange)).toMatchObject([{ replica: 20, rseq: 1 }])
    stage.echo(5, ...pushed.map(ownRowOf))
    expect(stage.session.unsaved.count).toBe(0)
    expect(stage.text).toBe('row mine!new')
  })

  test('C11 C12 a listener that closes the session as soon as the document is there: it does not connect', async () => {
    const { store } = await typedAndLeft()
    const stage = new Stage({ store })
    stage.session.on('open', () => void stage.session.close())
    await settle()
    expect(stage.text).toBe('row mine!')
    expect(stage.transport.connections).toHaveLength(0)
  })

  test('what another tab has taken from the log by now is saved, and not sent again', async () => {
    const { store, payloads } = await typedAndLeft()
    const [first, second] = payloads
    if (!first || !second) throw new Error('two changes were pushed')
    await store.takeRows('A', [{ seq: 5, payload: first }], [])
    const stage = new Stage({ store })
    await stage.join({ head: 5, replicas: [{ replica: 20, ticket: 'twenty' }] })
    expect(stage.text).toBe('row mine!')
    expect(await stage.pushed()).toEqual([second])
    expect((await store.load('A'))?.outbox).toHaveLength(1)
  })

  test('an echo of what only the page before had is asked for again, with its content: nothing is given back', async () => {
    const { store, bob, payloads } = await typedAndLeft()
    const stage = new Stage({ store })
    await stage.join({ head: 5, replicas: [{ replica: 20, ticket: 'twenty' }] })
    stage.echo(5, { kind: 'own', replica: 1, rseq: 3 })
    const hello = await stage.join({ head: 5, replicas: [] })
    expect(hello).toMatchObject({ lastSeq: 4, replicaTickets: ['twenty', 'proof 1'] })
    expect(stage.of('rescued')).toEqual([])
    bob.take(...payloads)
    expect(stage.text).toBe(bob.doc.toString())
    expect(await stage.pushed()).toEqual(payloads)
  })

  test('of a document that was empty, with nothing but an outbox', async () => {
    const store = memoryStore()
    const first = new Stage({ store })
    await first.join()
    first.type('mine')
    const payloads = await first.pushed()
    await first.session.close()
    const stage = new Stage({ store })
    await settle()
    expect(stage.text).toBe('mine')
    expect((await stage.join({ replicas: [{ replica: 20, ticket: 'twenty' }] })).lastSeq).toBe(0)
    expect(await stage.pushed()).toEqual(payloads)
  })

  test('a document of which no row ever came is not shown as an empty one', async () => {
    const store = memoryStore()
    const first = new Stage({ store })
    await first.join({ head: 5 })
    await first.session.close()
    const stage = new Stage({ store })
    await settle()
    expect(stage.session.doc).toBe(null)
    expect((await stage.join()).lastSeq).toBe(null)
  })

  test('a snapshot comes while the outbox is full', async () => {
    const { store, bob, payloads } = await typedAndLeft()
    for (let count = 0; count < 3; count++) bob.type('x')
    const stage = new Stage({ store })
    await stage.join({ head: 50, snapshot: unpacked(50, bob.doc.snapshot()), replicas: [] })
    bob.take(...payloads)
    expect(stage.text).toBe(bob.doc.toString())
    expect(await stage.pushed()).toEqual(payloads)
    expect((await store.load('A'))?.base?.seq).toBe(50)
    expect((await store.load('A'))?.outbox).toHaveLength(2)
  })

  test('a copy that is a month old reverts nobody: it shows what there is now, and sends what was not sent, no more', async () => {
    const { store, bob, payloads } = await typedAndLeft()
    const [first, second] = payloads
    if (!first || !second) throw new Error('two changes were pushed')
    bob.take(first)
    bob.doc.edit([{ from: 0, to: bob.doc.length, insert: 'all of it written anew' }])
    const clock = new FakeClock()
    clock.turn(30 * 24 * 60 * 60 * 1000)
    const stage = new Stage({ store, clock })
    await settle()
    expect(stage.text).toBe('row mine!')
    // Rows as old as that need not be there any more: what comes is a snapshot, far ahead.
    await stage.join({ head: 5000, snapshot: unpacked(5000, bob.doc.snapshot()), replicas: [] })
    expect(await stage.pushed()).toEqual([second])
    expect(stage.of('rescued')).toEqual([])
    expect(stage.text).toBe('all of it written anew!')
    const stored = await store.load('A')
    expect([stored?.base?.seq, stored?.rows, stored?.outbox.length]).toEqual([5000, [], 1])
  })

  test('replicas without a change in the outbox are forgotten, however often the page is loaded', async () => {
    const store = memoryStore()
    for (let replica = 1; replica <= limits.maxReplicaTickets + 5; replica++) {
      const stage = new Stage({ store })
      const hello = await stage.join({ head: replica - 1, replicas: [{ replica, ticket: `proof ${replica}` }] })
      expect(hello.replicaTickets).toEqual([])
      stage.type('x')
      const [payload] = await stage.pushed()
      if (!payload) throw new Error('nothing was pushed')
      stage.echo(replica, ownRowOf(payload))
      await stage.session.close()
    }
    expect((await store.load('A'))?.replicas).toHaveLength(1)
  })

  test('more replicas in the outbox than a hello may claim: the oldest first', async () => {
    const store = memoryStore()
    const count = limits.maxReplicaTickets + 2
    for (let replica = 1; replica <= count; replica++) {
      const { payload } = new Author(replica).type('x')
      await store.keepChanges('A', [{ replica, rseq: 1, payload, madeAt: 0 }])
    }
    await store.keepReplicas(
      'A',
      Array.from({ length: count }, (_, at) => ({ replica: at + 1, ticket: `${at + 1}` })),
      [],
    )
    const stage = new Stage({ store })
    const { replicaTickets } = await stage.join()
    expect(replicaTickets).toEqual(Array.from({ length: limits.maxReplicaTickets }, (_, at) => `${at + 1}`))
  })

  test.each([
    [
      'base',
      (store: ReturnType<typeof memoryStore>) => store.replaceBase('A', { seq: 4, state: new Uint8Array(9) }, []),
    ],
    [
      'row',
      (store: ReturnType<typeof memoryStore>) => store.takeRows('A', [{ seq: 5, payload: new Uint8Array(3) }], []),
    ],
    [
      'row that depends on another one',
      (store: ReturnType<typeof memoryStore>) => {
        const bob = new Author(30)
        bob.type('a')
        return store.takeRows('A', [{ seq: 5, payload: bob.type('b').payload }], [])
      },
    ],
    [
      'change in the outbox',
      (store: ReturnType<typeof memoryStore>) =>
        store.keepChanges('A', [{ replica: 1, rseq: 3, payload: new Uint8Array(3), madeAt: 0 }]),
    ],
  ])('a damaged %s: opened anew from the server, and the outbox is given back', async (_, damage) => {
    const { store, bob, payloads } = await typedAndLeft()
    await damage(store)
    const stage = new Stage({ store })
    await settle()
    expect(stage.session.doc).toBe(null)
    expect(stage.of('rescued')).toEqual([{ changes: payloads.map(decodeChange), code: null }])
    const hello = await stage.join({ head: 4, snapshot: unpacked(4, bob.doc.snapshot()) })
    expect(hello).toMatchObject({ lastSeq: null, replicaTickets: [] })
    expect(stage.text).toBe('row ')
    const stored = await store.load('A')
    expect([stored?.base?.seq, stored?.rows, stored?.outbox]).toEqual([4, [], []])
  })

  test('rows are folded into a new base before they become many', async () => {
    const store = memoryStore()
    const bob = new Author(9)
    const stage = new Stage({ store })
    await stage.join()
    stage.echo(1, ...Array.from({ length: 1000 }, () => bob.type('x')))
    stage.echo(1001, bob.type('y'))
    const stored = await store.load('A')
    expect([stored?.base?.seq, stored?.rows.length]).toEqual([1000, 1])
    await stage.session.close()
    const again = new Stage({ store })
    await settle()
    expect(again.text).toBe(bob.doc.toString())
  })

  test('not while something is unsaved: what a base holds is taken for sent', async () => {
    const store = memoryStore()
    const bob = new Author(9)
    const stage = new Stage({ store })
    await stage.join()
    stage.type('mine')
    stage.echo(1, ...Array.from({ length: 1000 }, () => bob.type('x')))
    await stage.session.close()
    const again = new Stage({ store })
    await again.join({ head: 1000 })
    expect(await again.pushed()).toHaveLength(1)
    expect(again.session.unsaved.count).toBe(1)
  })

  test('a device that fails is told, and the session works without it', async () => {
    const fail = async () => {
      throw new Error('no room')
    }
    const store = { ...memoryStore(), load: fail, keepChanges: fail }
    const stage = new Stage({ store })
    await stage.join()
    stage.type('a')
    expect(await stage.pushed()).toHaveLength(1)
    expect(stage.of('storeFailed')).toHaveLength(1)
  })
})
