import { decodeChange } from '@tandem/crdt'
import { describe, expect, test } from 'vitest'
import { maxBackoffMs } from './backoff.ts'
import { memoryStore } from './memory-store.ts'
import type { OfflineStore } from './offline-store.ts'
import { settle } from './testing/index.ts'
import { Author, ownRowOf, Stage, unpacked } from './testing/stage.ts'

/** A device that outlives pages, as long as the test. */
function device(): OfflineStore {
  return { ...memoryStore(), durable: true }
}

const full = () => Promise.reject(new Error('the quota is exceeded'))

/** A page that was open on this device once, with a connection, and saw this text. */
async function visited(store: OfflineStore, text: string): Promise<void> {
  const bob = new Author(9)
  bob.type(text)
  const stage = new Stage({ store })
  await stage.join({ head: 1, snapshot: unpacked(1, bob.doc.snapshot()), title: 'Plan' })
  await stage.session.close()
}

/** A page without a connection. */
async function offline(store: OfflineStore): Promise<Stage> {
  const stage = new Stage({ store, ticket: () => Promise.reject(new Error('no network')) })
  await settle()
  return stage
}

describe('C16 a start without a connection', () => {
  test('A07 opens a known document, with its title, and may be written in if it might be before', async () => {
    const store = device()
    await visited(store, 'known')
    const stage = await offline(store)
    expect([stage.text, stage.session.title, stage.session.role]).toEqual(['known', 'Plan', 'editor'])
    stage.type(' mine')
    await settle()
    expect(stage.session.unsaved).toMatchObject({ count: 1, kept: 1 })
    await stage.session.close()
    const again = await offline(store)
    expect(again.text).toBe('known mine')
    again.type('!')
    await again.session.close()

    const back = new Stage({ store })
    const hello = await back.join({ head: 1 })
    expect(hello).toMatchObject({ lastSeq: 1, replicaTickets: ['proof 101'], newReplicas: 1 })
    const pushed = await back.pushed()
    expect(pushed.map(decodeChange)).toMatchObject([
      { replica: 101, rseq: 1 },
      { replica: 101, rseq: 2 },
    ])
    back.echo(2, ...pushed.map(ownRowOf))
    expect(back.session.unsaved).toEqual({ count: 0, since: null, kept: 0 })
  })

  test('a spare of which something may have been sent is not written as again', async () => {
    const store = device()
    await visited(store, 'known')
    const stage = await offline(store)
    stage.type('one')
    await stage.session.close()
    const sent = new Stage({ store })
    await sent.greeted()
    await sent.session.close()
    const after = await offline(store)
    expect(after.text).toBe('knownone')
    expect(after.session.writable).toBe(false)
  })

  test.each([
    ['once it could not keep a change', { keepChanges: full }, { rescued: 0, pushed: 1 }],
    ['that can no longer forget that it is one', { keepReplicas: full }, { rescued: 1, pushed: 0 }],
  ])('a spare of a device %s', async (_, failing, { rescued, pushed }) => {
    const store = device()
    await visited(store, 'known')
    let comeOnline = (_ticket: string) => {}
    const ticket = new Promise<string>((resolve) => {
      comeOnline = resolve
    })
    const stage = new Stage({ store: { ...store, ...failing }, ticket: () => ticket })
    await settle()
    stage.type('mine')
    comeOnline('ticket')
    await stage.join({ head: 1 })
    expect(stage.of('rescued').flat()).toHaveLength(rescued)
    expect(await stage.pushed()).toHaveLength(pushed)
    // Whoever comes next writes as nobody of whom something may have been sent.
    expect((await store.load('A'))?.spares).toHaveLength(rescued)
  })

  test('what is not known stays closed', async () => {
    const stage = await offline(device())
    expect(stage.session.doc).toBe(null)
    expect(stage.session.writable).toBe(false)
  })

  test('a viewer may look', async () => {
    const store = device()
    const first = new Stage({ store })
    const bob = new Author(9)
    bob.type('known')
    await first.join({ head: 1, role: 'viewer', snapshot: unpacked(1, bob.doc.snapshot()) })
    await first.session.close()
    const stage = await offline(store)
    expect([stage.text, stage.session.writable]).toEqual(['known', false])
  })
})

describe('C18 another tab on this device goes', () => {
  /** A store that another tab keeps things in as well: it goes when the test says so. */
  function shared() {
    let orphaned = () => {}
    const inner = device()
    const store: OfflineStore = {
      ...inner,
      onOrphaned(listener) {
        orphaned = listener
      },
    }
    /** The other tab leaves a change, made on top of what `author` knows. */
    const goes = async (author: Author, text: string) => {
      const { payload } = author.type(text)
      await inner.keepChanges('A', [{ replica: 30, rseq: 1, payload, madeAt: 0 }])
      await inner.keepReplicas('A', [{ replica: 30, ticket: 'thirty' }], [])
      orphaned()
      await settle()
      return payload
    }
    return { store, goes }
  }

  test('what it could not send is shown here, and goes out under its own replica', async () => {
    const { store, goes } = shared()
    const stage = new Stage({ store })
    await stage.join()
    const payload = await goes(new Author(30), 'theirs')
    expect(stage.text).toBe('theirs')
    expect(stage.session.unsaved).toMatchObject({ count: 1, kept: 1 })
    const hello = await stage.join()
    expect(hello.replicaTickets).toEqual(['proof 1', 'thirty'])
    expect(await stage.pushed()).toEqual([payload])
    stage.echo(1, ownRowOf(payload))
    expect(stage.session.unsaved.count).toBe(0)
  })

  test('it goes out at once, however many attempts failed before this one', async () => {
    const { store, goes } = shared()
    const stage = new Stage({ store })
    for (let attempt = 1; attempt <= 8; attempt++) {
      await settle()
      stage.wire.cut()
      stage.clock.turn(maxBackoffMs)
    }
    await stage.join()
    const payload = await goes(new Author(30), 'theirs')
    await stage.join()
    expect(await stage.pushed()).toEqual([payload])
  })

  test('when it was further than this one, the rows come first', async () => {
    const { store, goes } = shared()
    const stage = new Stage({ store })
    await stage.join()
    const bob = new Author(9)
    const row = bob.type('row ')
    await store.takeRows('A', [{ seq: 1, payload: row.payload }], [])
    const theirs = new Author(30)
    theirs.take(row.payload)
    await goes(theirs, 'theirs')
    expect(stage.text).toBe('')
    stage.echo(1, row)
    await settle()
    expect(stage.text).toBe('row theirs')
  })

  test('when there is no document here yet, it comes with the document', async () => {
    const { store, goes } = shared()
    const stage = new Stage({ store })
    await settle()
    await goes(new Author(30), 'theirs')
    expect(stage.session.doc).toBe(null)
    await stage.join()
    await settle()
    expect(stage.text).toBe('theirs')
  })

  test('when this one was shut out, what it could not send is given back', async () => {
    const { store, goes } = shared()
    const stage = new Stage({ store })
    await stage.join()
    stage.error('not_found')
    const payload = await goes(new Author(30), 'theirs')
    expect(stage.session.unsaved.count).toBe(0)
    expect(await store.rescued('A')).toMatchObject([{ payload }])
    expect((await store.load('A'))?.outbox ?? []).toEqual([])
  })

  test('what is in the log already is not shown twice', async () => {
    const { store, goes } = shared()
    const stage = new Stage({ store })
    await stage.join()
    stage.echo(1, new Author(30).type('theirs'))
    await goes(new Author(30), 'theirs')
    expect(stage.text).toBe('theirs')
    expect(stage.session.unsaved.count).toBe(0)
    expect((await store.load('A'))?.outbox).toEqual([])
  })
})

describe('C17 what is on the device', () => {
  test('a change counts as kept when the store has it, and not while it has it not', async () => {
    let complete = () => {}
    const inner = device()
    const store: OfflineStore = {
      ...inner,
      keepChanges: (id, changes) =>
        new Promise<void>((resolve) => {
          complete = resolve
        }).then(() => inner.keepChanges(id, changes)),
    }
    const stage = new Stage({ store })
    await stage.join()
    stage.type('a')
    await settle()
    expect(stage.session.unsaved).toMatchObject({ count: 1, kept: 0 })
    complete()
    await settle()
    expect(stage.of('unsaved').at(-1)).toMatchObject({ count: 1, kept: 1 })
  })

  test('nothing counts as kept by a store that ends with the page', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('a')
    await settle()
    expect(stage.session.unsaved).toMatchObject({ count: 1, kept: 0 })
  })

  test('nothing counts as kept once the device has lost what it had', async () => {
    let lose = (_: unknown) => {}
    const store: OfflineStore = {
      ...device(),
      onLost(listener) {
        lose = listener
      },
    }
    const stage = new Stage({ store })
    await stage.join()
    stage.type('a')
    await settle()
    expect(stage.session.unsaved.kept).toBe(1)
    lose(new Error('evicted'))
    expect(stage.session.unsaved.kept).toBe(0)
    expect(stage.of('storeFailed')).toHaveLength(1)
    stage.type('b')
    await settle()
    expect(stage.session.unsaved).toMatchObject({ count: 2, kept: 0 })
  })

  test('who loses access loses the copy, and keeps what was not sent, also after a reload', async () => {
    const store = device()
    await visited(store, 'known')
    const stage = new Stage({ store })
    await stage.join({ head: 1 })
    stage.type('mine')
    stage.error('not_found')
    await stage.session.close()
    expect(stage.of('rescued')).toHaveLength(1)
    expect(await store.load('A')).toBe(null)
    const again = await offline(store)
    expect(again.of('rescuedBefore')).toEqual(stage.of('rescued'))
    again.session.dropRescued()
    await again.session.close()
    expect(await store.rescued('A')).toEqual([])
  })

  test('who is signed out keeps the copy and the outbox', async () => {
    const store = device()
    await visited(store, 'known')
    const stage = new Stage({ store })
    await stage.join({ head: 1 })
    stage.type('mine')
    stage.error('auth_required')
    await stage.join({ head: 1 })
    stage.error('auth_required')
    await stage.session.close()
    expect((await store.load('A'))?.outbox).toHaveLength(1)
  })

  test('whose page is too old keeps the outbox for the newer one', async () => {
    const store = device()
    await visited(store, 'known')
    const stage = new Stage({ store })
    await stage.join({ head: 1 })
    stage.type('mine')
    stage.error('upgrade_required')
    await stage.session.close()
    expect(stage.of('rescued')).toEqual([])
    expect((await store.load('A'))?.outbox).toHaveLength(1)
  })

  test('whose page is too old, on a device that keeps nothing, is given the outbox', async () => {
    const stage = new Stage({ store: memoryStore() })
    await stage.join()
    stage.type('mine')
    stage.error('upgrade_required')
    await stage.session.close()
    expect(stage.of('rescued')).toHaveLength(1)
  })
})
