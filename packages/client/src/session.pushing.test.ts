import { decodeChange } from '@tandem/crdt'
import { limits } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { patienceMs, stallMs } from './pusher.ts'
import { settle } from './testing/index.ts'
import { Author, ownRowOf, rowOf, Stage, unpacked, welcome } from './testing/stage.ts'

describe('C2 every edit reaches the log once, in order, in the same bytes', () => {
  test('edits of one turn go out as one frame, and are saved with their own echo', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('a')
    stage.type('b')
    await settle()
    const [push, ...more] = stage.wire.take().filter(({ kind }) => kind === 'push')
    expect(more).toEqual([])
    if (push?.kind !== 'push') throw new Error('nothing was pushed')
    expect(stage.session.unsaved).toEqual({ count: 2, since: 0, kept: 0 })
    stage.echo(1, ...push.changes.map(ownRowOf))
    expect(stage.session.unsaved).toEqual({ count: 0, since: null, kept: 0 })
    expect(stage.text).toBe('ab')
    expect(stage.of('edit')).toEqual([])
  })

  test('what a page sends behind its pictures goes out as one frame, and at once when it is left', async () => {
    const later: (() => void)[] = []
    const stage = new Stage({ sendSoon: (send) => later.push(send) })
    await stage.join()
    stage.type('a')
    stage.type('b')
    expect(await stage.pushed()).toEqual([])
    for (const send of later.splice(0)) send()
    const pushes = stage.wire.take().filter(({ kind }) => kind === 'push')
    expect(pushes).toMatchObject([{ changes: { length: 2 } }])
    stage.type('c')
    void stage.session.close()
    expect(await stage.pushed()).toHaveLength(1)
    for (const send of later) send()
    expect(await stage.pushed()).toEqual([])
  })

  test('a caret does not come before the text that it stands on', async () => {
    const later: (() => void)[] = []
    const stage = new Stage({ sendSoon: (send) => later.push(send) })
    await stage.join()
    for (const send of later.splice(0)) send()
    stage.wire.take()
    stage.type('a')
    stage.session.select([{ anchor: 1, head: 1 }])
    stage.clock.turn(1000)
    expect(stage.wire.take().map(({ kind }) => kind)).toEqual(['push', 'presence'])
  })

  test('before, during and after a lost connection', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('1')
    const before = await stage.pushed()
    stage.wire.cut()
    stage.type('2')
    stage.clock.turn(1000)
    stage.type('3')
    const hello = await stage.greeted()
    expect(hello).toMatchObject({ lastSeq: 0, newReplicas: 0, replicaTickets: ['proof 1'] })
    expect(await stage.pushed()).toEqual([])
    stage.wire.say(welcome())
    stage.type('4')
    const after = await stage.pushed()
    expect(after.slice(0, 1)).toEqual(before)
    const log = new Author(9)
    log.take(...after)
    expect(log.doc.toString()).toBe('1234')
    expect(after.map(decodeChange).map(({ rseq }) => rseq)).toEqual([1, 2, 3, 4])
    stage.echo(1, ...after.map(ownRowOf))
    expect(stage.session.unsaved.count).toBe(0)
  })

  test('an edit that was committed before the connection went comes back with its content', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('mine')
    const [payload] = await stage.pushed()
    if (!payload) throw new Error('nothing was pushed')
    stage.wire.cut()
    stage.clock.turn(1000)
    await stage.join({ head: 1 })
    // Sent again at once; the server knows it by its name.
    expect(await stage.pushed()).toEqual([payload])
    stage.echo(1, rowOf(payload))
    expect(stage.session.unsaved.count).toBe(0)
    expect(stage.session.state.phase).toBe('live')
    expect(stage.text).toBe('mine')
  })

  test('an edit that is in the snapshot of the next welcome is saved', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('a')
    stage.type('b')
    const [first, second] = await stage.pushed()
    if (!first || !second) throw new Error('two were pushed')
    const bob = new Author(9)
    bob.take(first)
    bob.type('!')
    stage.wire.cut()
    stage.clock.turn(1000)
    await stage.join({ head: 2, snapshot: unpacked(2, bob.doc.snapshot()) })
    expect(stage.session.unsaved.count).toBe(1)
    expect(await stage.pushed()).toEqual([second])
    stage.echo(3, ownRowOf(second))
    expect(stage.session.unsaved.count).toBe(0)
    bob.take(second)
    expect(stage.text).toBe(bob.doc.toString())
    stage.type('c')
    expect((await stage.pushed()).map(decodeChange).map(({ replica, rseq }) => [replica, rseq])).toEqual([[1, 3]])
  })

  test('no more than a bounded number is without an echo', async () => {
    const stage = new Stage()
    await stage.join()
    for (let count = 0; count < 3 * limits.maxPushChanges; count++) stage.type('x')
    const first = await stage.pushed()
    expect(first).toHaveLength(2 * limits.maxPushChanges)
    stage.echo(1, ...first.slice(0, 10).map(ownRowOf))
    expect((await stage.pushed()).length).toBeGreaterThan(0)
  })

  test('an edit too large for one change', async () => {
    const stage = new Stage()
    await stage.join()
    const text = '😀'.repeat(limits.maxChangeBytes)
    stage.type(text)
    const log = new Author(9)
    log.take(...(await stage.pushed()))
    expect(log.doc.toString() === text).toBe(true)
  })

  test('an edit that would make the text longer than a text may be is refused as a whole; shorter it may always become', async () => {
    const bob = new Author(9)
    const stage = new Stage()
    await stage.join()
    const full = limits.maxDocumentUnits
    for (let seq = 1, left = full; left > 0; seq++, left -= 60_000)
      stage.echo(seq, bob.type('x'.repeat(Math.min(left, 60_000))))
    expect(() => stage.type('y')).toThrow(expect.objectContaining({ code: 'document_full' }))
    expect(await stage.pushed()).toEqual([])
    stage.session.edit([{ from: 0, to: 2, insert: 'yz' }])
    stage.session.edit([{ from: 0, to: 2, insert: '' }])
    stage.type('y')
    expect(() => stage.type('yz')).toThrow(expect.objectContaining({ code: 'document_full' }))
    expect(await stage.pushed()).toHaveLength(3)
    expect(stage.session.doc?.length).toBe(full - 1)
  })

  test('properties', async () => {
    const stage = new Stage()
    await stage.join()
    stage.session.setProperty('language', 'css')
    stage.session.removeProperty('language')
    stage.session.setProperty('tabs', 4)
    const log = new Author(9)
    log.take(...(await stage.pushed()))
    expect([...log.doc.properties.entries()]).toEqual([['tabs', 4]])
    expect(stage.of('properties').slice(-3)).toEqual([['language'], ['language'], ['tabs']])
  })
})

describe('C5 a server that asks for patience gets it', () => {
  test.each(['busy', 'rate_limited', 'internal'] as const)(
    '%s: the same again on this connection, later',
    async (code) => {
      const stage = new Stage()
      await stage.join()
      stage.type('a')
      const first = await stage.pushed()
      stage.error(code, 1)
      stage.type('b')
      expect(await stage.pushed()).toEqual([])
      stage.clock.turn(patienceMs - 1)
      expect(await stage.pushed()).toEqual([])
      stage.clock.turn(1)
      const again = await stage.pushed()
      expect(again.slice(0, 1)).toEqual(first)
      expect(again).toHaveLength(2)
      expect(stage.transport.connections).toHaveLength(1)
    },
  )

  test('busy for a long time is no stall', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('a')
    await settle()
    for (let ms = 0; ms < 3 * stallMs; ms += patienceMs) {
      stage.error('busy', 1)
      stage.clock.turn(patienceMs)
    }
    expect(stage.transport.connections).toHaveLength(1)
  })

  test('drain: comes back later', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('a')
    await settle()
    stage.error('drain')
    expect(stage.session.state).toMatchObject({ phase: 'waiting', attempt: 1, since: 0 })
    await settle()
    expect(stage.transport.connections).toHaveLength(1)
    stage.clock.turn(1000)
    await stage.join()
    expect(await stage.pushed()).toHaveLength(1)
    expect(stage.session.state.phase).toBe('live')
  })
})
