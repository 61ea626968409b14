import { describe, expect, test } from 'vitest'
import { Author, ownRowOf, Stage, unpacked } from './testing/stage.ts'

describe('C1 opening', () => {
  test('from nothing: hello comes first, and the document opens with welcome', async () => {
    const stage = new Stage()
    expect(stage.session.doc).toBe(null)
    expect(stage.session.writable).toBe(false)
    const hello = await stage.join()
    expect(hello).toMatchObject({ document: 'A', ticket: 'ticket', lastSeq: null, newReplicas: 1, replicaTickets: [] })
    expect(stage.text).toBe('')
    expect(stage.session.state).toEqual({ phase: 'live' })
    expect(stage.session.writable).toBe(true)
    expect(stage.session.self).toEqual({ key: 1, user: { id: 'alice', name: 'Alice' }, hue: 3 })
    expect([stage.session.title, stage.session.role]).toEqual(['Notes', 'editor'])
  })

  test('rows: live only when the last row that was there at welcome is in', async () => {
    const bob = new Author(9)
    const rows = [bob.type('a'), bob.type('b'), bob.type('c')] as const
    const stage = new Stage()
    await stage.join({ head: 3 })
    expect(stage.session.state.phase).toBe('catching-up')
    stage.echo(1, rows[0], rows[1])
    expect(stage.session.state.phase).toBe('catching-up')
    stage.echo(3, rows[2])
    expect(stage.session.state.phase).toBe('live')
    expect(stage.text).toBe('abc')
    expect(stage.of('edit').map(({ edit }) => edit)).toEqual([
      [{ from: 0, to: 0, insert: 'ab' }],
      [{ from: 2, to: 2, insert: 'c' }],
    ])
    expect(stage.of('seq')).toEqual([2, 3])
  })

  test('a snapshot, then the rows behind it', async () => {
    const bob = new Author(9)
    bob.type('ab')
    const state = bob.doc.snapshot()
    const stage = new Stage()
    await stage.join({ head: 8, snapshot: unpacked(7, state) })
    expect(stage.text).toBe('ab')
    stage.echo(8, bob.type('c'))
    expect(stage.text).toBe('abc')
    expect(stage.session.state.phase).toBe('live')
    expect(stage.of('open')).toHaveLength(1)
  })

  test('who wrote is known from the rows', async () => {
    const bob = new Author(9)
    const stage = new Stage()
    await stage.join()
    stage.wire.say({
      kind: 'echo',
      firstSeq: 1,
      since: 0,
      authors: [{ replica: 9, userId: 'bob' }],
      rows: [bob.type('a')],
    })
    expect(stage.session.authorOf(9)).toBe('bob')
    expect(stage.session.authorOf(1)).toBe(null)
    expect(stage.of('edit')).toMatchObject([{ by: ['bob'] }])
  })

  test('the text is told before the state: no listener sees positions of another text', async () => {
    const stage = new Stage()
    await stage.join()
    const events = stage.told.map(({ event }) => event)
    expect(events.indexOf('open')).toBeLessThan(events.indexOf('state'))
  })
})

describe('C3 rows are taken once, in order, without a gap', () => {
  test('repeated frames have no effect', async () => {
    const bob = new Author(9)
    const stage = new Stage()
    await stage.join()
    const rows = [bob.type('a'), bob.type('b')] as const
    stage.echo(1, rows[0])
    stage.echo(1, rows[0])
    stage.echo(1, rows[0], rows[1])
    stage.echo(2, rows[1])
    expect(stage.text).toBe('ab')
    expect(stage.session.seq).toBe(2)
    expect(stage.of('edit')).toHaveLength(2)
  })

  test('a gap: catches up from the last row that is here', async () => {
    const bob = new Author(9)
    const stage = new Stage()
    await stage.join()
    const rows = [bob.type('a'), bob.type('b'), bob.type('c')] as const
    stage.echo(1, rows[0])
    stage.echo(3, rows[2])
    expect(stage.text).toBe('a')
    expect(stage.session.state.phase).toBe('waiting')
    expect((await stage.join({ head: 3 })).lastSeq).toBe(1)
    stage.echo(2, rows[1], rows[2])
    expect(stage.text).toBe('abc')
    expect(stage.session.state.phase).toBe('live')
  })

  test('a heartbeat tells of rows that never came', async () => {
    const stage = new Stage()
    await stage.join()
    stage.wire.say({ kind: 'heartbeat', head: 0, check: null })
    expect(stage.session.state.phase).toBe('live')
    stage.wire.say({ kind: 'heartbeat', head: 1, check: null })
    expect(stage.session.state.phase).toBe('waiting')
    expect((await stage.join()).lastSeq).toBe(0)
  })

  describe('A09 a heartbeat tells that another text shows at the server', () => {
    /** A session in which one letter more shows than the log has, and the log's own document. */
    async function diverged() {
      const bob = new Author(9)
      const stage = new Stage()
      await stage.join()
      stage.echo(1, bob.type('a'))
      stage.session.doc?.apply([new Author(8).doc.edit([{ from: 0, to: 0, insert: '?' }])])
      const check = { seq: 1, digest: bob.doc.digest() }
      stage.wire.say({ kind: 'heartbeat', head: 1, check: null })
      const shown = stage.session.doc?.digest()
      return { bob, stage, check, shown }
    }

    test('it is said on, and the document is opened anew', async () => {
      const { bob, stage, check, shown } = await diverged()
      stage.wire.take()
      stage.wire.say({ kind: 'heartbeat', head: 1, check })
      expect(stage.transport.connections[0]?.take()).toEqual([{ kind: 'diverged', seq: 1, digest: shown }])
      expect((await stage.join({ head: 1, snapshot: unpacked(1, bob.doc.snapshot()) })).lastSeq).toBe(null)
      expect(stage.text).toBe('a')
    })

    test('what is unsaved is in the log before that', async () => {
      const { bob, stage, check } = await diverged()
      stage.type('mine')
      const [payload] = await stage.pushed()
      if (!payload) throw new Error('nothing was pushed')
      stage.wire.say({ kind: 'heartbeat', head: 1, check })
      expect(stage.session.state.phase).toBe('live')
      stage.echo(2, ownRowOf(payload))
      expect(stage.session.state.phase).toBe('waiting')
      await stage.join({ head: 1, snapshot: unpacked(1, bob.doc.snapshot()) })
      expect(stage.of('rescued')).toEqual([])
    })

    test('nothing happens when the same shows', async () => {
      const bob = new Author(9)
      const stage = new Stage()
      await stage.join()
      stage.echo(1, bob.type('a'))
      const { doc } = stage.session
      stage.wire.say({ kind: 'heartbeat', head: 1, check: { seq: 1, digest: bob.doc.digest() } })
      expect(stage.session.state.phase).toBe('live')
      expect(stage.session.doc).toBe(doc)
    })
  })

  test('a server that knows less of the log: asked again, and then believed', async () => {
    const bob = new Author(9)
    const stage = new Stage()
    await stage.join()
    stage.echo(1, bob.type('a'))
    stage.type('mine')
    stage.wire.cut()
    for (let count = 0; count < 4; count++) {
      stage.clock.turn(10_000)
      expect((await stage.join({ head: 0 })).lastSeq).toBe(1)
    }
    expect(stage.of('rescued')).toHaveLength(1)
    stage.clock.turn(10_000)
    expect((await stage.join({ head: 0 })).lastSeq).toBe(null)
    expect(stage.text).toBe('')
    expect(stage.session.state.phase).toBe('live')
  })
})
