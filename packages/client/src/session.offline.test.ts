import { decodeChange } from '@tandem/crdt'
import { describe, expect, test } from 'vitest'
import { memoryStore } from './memory-store.ts'
import type { OfflineStore } from './offline-store.ts'
import { settle } from './testing/index.ts'
import { Author, lastingStore, ownRowOf, Stage, unpacked } from './testing/stage.ts'

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
    const store = lastingStore()
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
    const store = lastingStore()
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
    const store = lastingStore()
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
    expect(stage.of('rescued').flatMap(({ changes }) => changes)).toHaveLength(rescued)
    expect(await stage.pushed()).toHaveLength(pushed)
    // Whoever comes next writes as nobody of whom something may have been sent.
    expect((await store.load('A'))?.spares).toHaveLength(rescued)
  })

  test('what is not known stays closed', async () => {
    const stage = await offline(lastingStore())
    expect(stage.session.doc).toBe(null)
    expect(stage.session.writable).toBe(false)
  })

  test('a viewer may look', async () => {
    const store = lastingStore()
    const first = new Stage({ store })
    const bob = new Author(9)
    bob.type('known')
    await first.join({ head: 1, role: 'viewer', snapshot: unpacked(1, bob.doc.snapshot()) })
    await first.session.close()
    const stage = await offline(store)
    expect([stage.text, stage.session.writable]).toEqual(['known', false])
  })
})

describe('C17 what is on the device', () => {
  test('a change counts as kept when the store has it, and not while it has it not', async () => {
    let complete = () => {}
    const inner = lastingStore()
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
      ...lastingStore(),
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
    const store = lastingStore()
    await visited(store, 'known')
    const stage = new Stage({ store })
    await stage.join({ head: 1 })
    stage.type('mine')
    stage.error('not_found')
    await stage.session.close()
    expect(stage.of('rescued')).toHaveLength(1)
    expect(await store.load('A')).toBe(null)
    const again = await offline(store)
    expect(again.of('rescuedBefore')).toEqual(stage.of('rescued').map(({ changes }) => changes))
    again.session.dropRescued()
    await again.session.close()
    expect(await store.rescued('A')).toEqual([])
  })

  test('who is signed out keeps the copy and the outbox', async () => {
    const store = lastingStore()
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
    const store = lastingStore()
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
