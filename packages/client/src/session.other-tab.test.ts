import { describe, expect, test } from 'vitest'
import { maxBackoffMs } from './backoff.ts'
import type { OfflineStore } from './offline-store.ts'
import { settle } from './testing/index.ts'
import { Author, lastingStore, ownRowOf, Stage } from './testing/stage.ts'

describe('C18 another tab on this device goes', () => {
  /** A store that another tab keeps things in as well: it goes when the test says so. */
  function shared() {
    let orphaned = () => {}
    const inner = lastingStore()
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
