import { decodeChange, encodeAnchor } from '@tandem/crdt'
import { limits, type Role } from '@tandem/protocol'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { welcomeDeadlineMs } from './link.ts'
import { memoryStore } from './memory-store.ts'
import { patienceMs, stallMs } from './pusher.ts'
import { SessionError } from './session-error.ts'
import { settle } from './testing/index.ts'
import { Author, ownRowOf, rowOf, Stage, unpacked, welcome } from './testing/stage.ts'

afterEach(() => vi.unstubAllGlobals())

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
  })

  test('the text is told before the state: no listener sees positions of another text', async () => {
    const stage = new Stage()
    await stage.join()
    const events = stage.told.map(({ event }) => event)
    expect(events.indexOf('open')).toBeLessThan(events.indexOf('state'))
  })
})

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
    expect(stage.session.unsaved).toEqual({ count: 2, since: 0 })
    stage.echo(1, ...push.changes.map(ownRowOf))
    expect(stage.session.unsaved).toEqual({ count: 0, since: null })
    expect(stage.text).toBe('ab')
    expect(stage.of('edit')).toEqual([])
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

  test('a heartbeat tells that another text shows at the server: the document is opened anew', async () => {
    const bob = new Author(9)
    const stage = new Stage()
    await stage.join()
    stage.echo(1, bob.type('a'))
    const { doc } = stage.session
    stage.wire.say({ kind: 'heartbeat', head: 1, check: { seq: 1, digest: bob.doc.digest() } })
    expect(stage.session.state.phase).toBe('live')
    bob.type('b')
    stage.wire.say({ kind: 'heartbeat', head: 1, check: { seq: 1, digest: bob.doc.digest() } })
    expect((await stage.join({ head: 1, snapshot: unpacked(1, bob.doc.snapshot()) })).lastSeq).toBe(null)
    expect(stage.text).toBe('ab')
    expect(stage.session.doc).not.toBe(doc)
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

describe('C4 what can not be accepted is given back', () => {
  test('the role is lowered with a full outbox: rescued, and the document as it is without it', async () => {
    const store = memoryStore()
    const bob = new Author(9)
    const stage = new Stage({ store })
    await stage.join()
    stage.echo(1, bob.type('shared '))
    stage.type('mine')
    stage.type(' too')
    const payloads = await stage.pushed()
    stage.wire.say({ kind: 'role', role: 'viewer' })
    expect(stage.session.writable).toBe(false)
    stage.error('forbidden', 1)
    const [rescued] = stage.of('rescued')
    expect(rescued).toEqual(payloads.map(decodeChange))
    expect(await store.rescued('A')).toMatchObject(payloads.map((payload) => ({ payload })))
    expect(stage.session.unsaved.count).toBe(0)
    expect(() => stage.type('lost')).toThrow(SessionError)
    const hello = await stage.join({ role: 'viewer', head: 1, snapshot: unpacked(1, bob.doc.snapshot()) })
    expect(hello).toMatchObject({ lastSeq: null, replicaTickets: [], newReplicas: 1 })
    expect(stage.text).toBe('shared ')
    expect(stage.of('open')).toHaveLength(2)
    stage.wire.say({ kind: 'role', role: 'editor' })
    stage.type('again')
    expect((await stage.pushed()).map(decodeChange).map(({ replica, rseq }) => [replica, rseq])).toEqual([[2, 1]])
  })

  test('opened anew from the first row, the device forgets the rows from before', async () => {
    const store = memoryStore()
    const bob = new Author(9)
    const row = bob.type('shared')
    const stage = new Stage({ store })
    await stage.join()
    stage.echo(1, row)
    stage.type('mine')
    await settle()
    stage.error('document_trashed', 1)
    await stage.join({ head: 1 })
    stage.echo(1, row)
    await settle()
    const stored = await store.load('A')
    expect(stored?.base?.seq).toBe(0)
    expect(stored?.rows).toEqual([{ seq: 1, payload: row.payload }])
    expect(stored?.replicas).toEqual([{ replica: 2, ticket: 'proof 2' }])
  })

  test('a change that is doubted again and again', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('mine')
    for (let count = 0; count < 4; count++) {
      if (count > 0) await stage.join()
      expect(await stage.pushed()).toHaveLength(1)
      expect(stage.of('rescued')).toHaveLength(0)
      stage.error('gap', 1)
      stage.clock.turn(10_000)
    }
    expect(stage.of('rescued')).toHaveLength(1)
  })

  test('doubts end when the oldest change gets through, not when another one does', async () => {
    const bob = new Author(9)
    const store = memoryStore()
    await store.replaceBase('A', { seq: 0, state: bob.doc.snapshot() }, [])
    const old = new Author(5)
    const { payload } = old.type('old')
    await store.keepChanges('A', [{ replica: 5, rseq: 1, payload, madeAt: 0 }])
    await store.keepReplicas('A', [{ replica: 5, ticket: 'five' }])
    const stage = new Stage({ store })
    for (let seq = 1; seq <= 4; seq++) {
      await stage.join({ head: seq - 1 })
      stage.session.edit([{ from: 0, to: 0, insert: 'x' }])
      const pushed = await stage.pushed()
      const fresh = pushed.at(-1)
      if (!fresh) throw new Error('nothing was pushed')
      stage.echo(seq, ownRowOf(fresh))
      expect(stage.of('rescued')).toHaveLength(0)
      stage.error('gap', 1)
      stage.clock.turn(10_000)
    }
    expect(stage.of('rescued')).toMatchObject([[{ replica: 5, rseq: 1 }]])
  })

  test('not being able to read fast enough is no doubt', async () => {
    const stage = new Stage()
    await stage.join({ role: 'viewer' })
    const { doc } = stage.session
    for (let count = 0; count < 10; count++) {
      stage.error('resync')
      stage.clock.turn(10_000)
      await stage.join({ role: 'viewer' })
    }
    expect(stage.session.doc).toBe(doc)
  })

  test('not_found: closed, and what was not saved is given back', async () => {
    const store = memoryStore()
    const stage = new Stage({ store })
    await stage.join()
    stage.type('mine')
    await settle()
    stage.error('not_found')
    expect(stage.session.state).toEqual({
      phase: 'closed',
      reason: { code: 'not_found', message: 'because of not_found' },
    })
    expect(stage.of('rescued')).toHaveLength(1)
    expect(await store.rescued('A')).toHaveLength(1)
    expect(stage.session.writable).toBe(false)
    expect(stage.wire.isOpen).toBe(false)
    expect(stage.clock.waiting).toBe(0)
    stage.session.retryNow()
    await settle()
    expect(stage.transport.connections).toHaveLength(1)
  })

  test('a row of mine that is not mine: opened anew, and the rest is given back', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('mine')
    const [payload] = await stage.pushed()
    if (!payload) throw new Error('nothing was pushed')
    const impostor = new Author(1)
    stage.echo(1, impostor.type('another'))
    expect(stage.of('rescued')).toEqual([[decodeChange(payload)]])
    expect((await stage.join()).lastSeq).toBe(null)
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

describe('C6 tickets', () => {
  test('auth_required: once for a fresh ticket, twice it is over, until the person has signed in', async () => {
    const ticket = vi.fn(async () => `ticket ${ticket.mock.calls.length}`)
    const stage = new Stage({ ticket })
    await stage.join()
    stage.type('mine')
    stage.wire.cut()
    stage.clock.turn(1000)
    expect((await stage.greeted()).ticket).toBe('ticket 2')
    stage.error('auth_required')
    stage.clock.turn(10_000)
    expect((await stage.greeted()).ticket).toBe('ticket 3')
    stage.error('auth_required')
    expect(stage.session.state).toMatchObject({ phase: 'closed', reason: { code: 'auth_required' } })
    expect(stage.clock.waiting).toBe(0)
    // The outbox waits for the person to sign in.
    expect(stage.session.unsaved.count).toBe(1)
    expect(stage.of('rescued')).toEqual([])
    stage.session.retryNow()
    expect((await stage.join()).ticket).toBe('ticket 4')
    expect(stage.session.state.phase).toBe('live')
    expect(await stage.pushed()).toHaveLength(1)
  })

  test('a ticket that can not be fetched is tried again, with growing pauses', async () => {
    const ticket = vi.fn(async () => {
      throw new Error('offline')
    })
    const stage = new Stage({ ticket })
    const startedAt: number[] = []
    for (let ms = 0; ms < 30_000; ms += 50) {
      await settle()
      if (ticket.mock.calls.length > startedAt.length) startedAt.push(ms)
      stage.clock.turn(50)
    }
    const pauses = startedAt.slice(1).map((at, index) => at - (startedAt[index] ?? 0))
    expect(pauses.length).toBeGreaterThan(5)
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(stage.session.state.phase).toBe('connecting')
    expect(stage.transport.connections).toEqual([])
  })

  test('a ticket that is refused ends the session', async () => {
    const stage = new Stage({
      ticket: async () => {
        throw new SessionError('auth_required', 'Sign in.')
      },
    })
    await settle()
    expect(stage.session.state).toEqual({ phase: 'closed', reason: { code: 'auth_required', message: 'Sign in.' } })
    expect(stage.clock.waiting).toBe(0)
  })

  test('a ticket that no frame can hold is a failed attempt', async () => {
    const stage = new Stage({ ticket: async () => 'x'.repeat(limits.maxTicketLength + 1) })
    await settle()
    expect(stage.transport.connections).toEqual([])
    expect(stage.session.state).toEqual({ phase: 'connecting', attempt: 2 })
    expect(stage.clock.waiting).toBe(1)
  })
})

describe('C7 a connection that is of no use is left', () => {
  test('no echo for ten seconds', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('a')
    const first = await stage.pushed()
    stage.clock.turn(stallMs - 1)
    expect(stage.transport.connections).toHaveLength(1)
    stage.clock.turn(1)
    await stage.join()
    expect(stage.transport.connections).toHaveLength(2)
    expect(await stage.pushed()).toEqual(first)
  })

  test('while echoes come, however slowly, it is of use', async () => {
    const stage = new Stage()
    await stage.join()
    for (let seq = 1; seq <= 5; seq++) {
      stage.type('a')
      const [payload] = await stage.pushed()
      if (!payload) throw new Error('nothing was pushed')
      stage.clock.turn(stallMs - 1)
      stage.echo(seq, ownRowOf(payload))
    }
    expect(stage.transport.connections).toHaveLength(1)
  })

  test.each(['before the ticket', 'before the connection', 'before hello is answered'])(
    'a deadline for all of an attempt: %s',
    async (when) => {
      const stage = new Stage({
        ticket: () => (when === 'before the ticket' ? new Promise(() => {}) : Promise.resolve('t')),
      })
      await settle()
      if (when === 'before hello is answered') stage.wire.accept()
      stage.clock.turn(welcomeDeadlineMs - 1)
      expect(stage.session.state).toMatchObject({ phase: 'connecting', attempt: 1 })
      stage.clock.turn(1)
      expect(stage.session.state).toMatchObject({ phase: 'connecting', attempt: 2 })
      for (const connection of stage.transport.connections) expect(connection.isOpen).toBe(false)
    },
  )

  test('what comes late from an attempt that was given up is ignored', async () => {
    const tickets: ((ticket: string) => void)[] = []
    const stage = new Stage({ ticket: () => new Promise((resolve) => tickets.push(resolve)) })
    await settle()
    stage.clock.turn(welcomeDeadlineMs + 1000)
    await settle()
    expect(tickets).toHaveLength(2)
    tickets[0]?.('late')
    await settle()
    expect(stage.transport.connections).toHaveLength(0)
    tickets[1]?.('in time')
    expect((await stage.greeted()).ticket).toBe('in time')
  })

  test('connections that fail as soon as they are made have growing pauses, whatever the reason', async () => {
    const stage = new Stage()
    await stage.join()
    for (let ms = 0; ms < 60_000; ms += 100) {
      await settle()
      if (stage.wire.isOpen) {
        stage.wire.accept()
        stage.wire.say(welcome({ head: 1 }))
        stage.echo(7)
      }
      stage.clock.turn(100)
    }
    expect(stage.transport.connections.length).toBeGreaterThan(5)
    expect(stage.transport.connections.length).toBeLessThan(20)
  })
})

test('C8 a device without a network drops its connection at once, and what is typed then waits', async () => {
  const stage = new Stage()
  await stage.join()
  const { wire } = stage
  stage.session.networkLost()
  expect(wire.isOpen).toBe(false)
  stage.session.edit([{ from: 0, to: 0, insert: 'kept' }])
  expect(stage.session.unsaved.count).toBe(1)
  stage.session.networkLost()
  stage.clock.turn(10_000)
  await stage.join()
  expect(stage.session.state.phase).toBe('live')
})

describe('C8 retryNow', () => {
  test('makes the next attempt now', async () => {
    const stage = new Stage()
    await stage.join()
    stage.wire.cut()
    stage.session.retryNow()
    expect(stage.session.state).toMatchObject({ phase: 'waiting', retryAt: 0 })
    await stage.join()
    expect(stage.session.state.phase).toBe('live')
  })

  test('an attempt under way goes on', async () => {
    const ticket = vi.fn(async () => 'ticket')
    const stage = new Stage({ ticket })
    stage.session.retryNow()
    await settle()
    stage.session.retryNow()
    await settle()
    stage.session.retryNow()
    await stage.join()
    stage.session.retryNow()
    await settle()
    expect(ticket).toHaveBeenCalledTimes(1)
    expect(stage.transport.connections).toHaveLength(1)
    expect(stage.session.state.phase).toBe('live')
  })

  test('does not overtake what the device has', async () => {
    let load = () => {}
    const inner = memoryStore()
    const store = { ...inner, load: () => new Promise<null>((resolve) => (load = () => resolve(null))) }
    const stage = new Stage({ store })
    await settle()
    stage.session.retryNow()
    await settle()
    expect(stage.transport.connections).toHaveLength(0)
    load()
    await stage.join()
    expect(stage.session.state.phase).toBe('live')
  })
})

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
    expect(stage.of('unsaved')).toEqual([{ count: 2, since: 0 }])
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
    expect(stage.of('rescued')).toEqual([payloads.map(decodeChange)])
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

  test('a device that fails is told, and the session works without it', async () => {
    const fail = async () => {
      throw new Error('no room')
    }
    const store = { ...memoryStore(), load: fail, keepChanges: fail }
    const stage = new Stage({ store })
    await stage.join()
    stage.type('a')
    expect(await stage.pushed()).toHaveLength(1)
    expect(stage.of('storeFailed')).toHaveLength(2)
  })
})

describe('C10 whatever a server says, nothing is thrown at the network', () => {
  const bob = new Author(9)
  const row = bob.type('a')
  const frames: [string, (stage: Stage) => void][] = [
    ['no frame', (stage) => stage.wire.sayFrame(new Uint8Array())],
    ['noise', (stage) => stage.wire.sayFrame(new Uint8Array(40).fill(0xa5))],
    ['an unknown message', (stage) => stage.wire.sayFrame(new Uint8Array([99]))],
    ['a second welcome', (stage) => stage.wire.say(welcome())],
    ['a damaged row', (stage) => stage.echo(1, row, rowOf(new Uint8Array([1, 2, 3])))],
    ['an empty row', (stage) => stage.echo(1, rowOf(new Uint8Array()))],
    ['a row whose change can not be applied', (stage) => stage.echo(1, row, rowOf(impossible()))],
    ['a row that depends on what is not there', (stage) => stage.echo(1, bob.type('later'))],
    ['an own row that is not', (stage) => stage.echo(1, { kind: 'own', replica: 1, rseq: 1 })],
    ['rows from far away', (stage) => stage.echo(Number.MAX_SAFE_INTEGER, row)],
    [
      'a head beyond everything',
      (stage) => stage.wire.say({ kind: 'heartbeat', head: Number.MAX_SAFE_INTEGER, check: null }),
    ],
  ]
  test.each(frames)('%s', async (_, say) => {
    const stage = new Stage()
    await stage.join()
    say(stage)
    expect(stage.text).toBe('')
    expect(stage.transport.connections[0]?.isOpen).toBe(false)
    stage.clock.turn(1000)
    const { lastSeq } = await stage.join({ head: 1 })
    stage.echo(1, row)
    expect(stage.text).toBe('a')
    expect([0, null]).toContain(lastSeq)
  })

  const welcomes: [string, (stage: Stage) => void][] = [
    ['rows before welcome', (stage) => stage.echo(1, row)],
    ['presence before welcome', (stage) => stage.wire.say({ kind: 'presence', peers: [], moved: [], left: [] })],
    ['a damaged snapshot', (stage) => stage.wire.say(welcome({ snapshot: unpacked(1, new Uint8Array(30)) }))],
    ['a replica that is none', (stage) => stage.wire.say(welcome({ replicas: [{ replica: 0, ticket: '' }] }))],
  ]
  test.each(welcomes)('%s', async (_, say) => {
    const stage = new Stage()
    await stage.greeted()
    say(stage)
    expect(stage.wire.isOpen).toBe(false)
    expect(stage.session.state).toEqual({ phase: 'connecting', attempt: 2 })
    stage.clock.turn(1000)
    await stage.join()
    expect(stage.session.state.phase).toBe('live')
  })

  test('no replica: only to be looked at, and it is asked for again', async () => {
    const stage = new Stage()
    await stage.join({ replicas: [] })
    expect(stage.session.writable).toBe(false)
    stage.wire.cut()
    stage.clock.turn(1000)
    expect((await stage.join()).newReplicas).toBe(1)
    expect(stage.session.writable).toBe(true)
  })

  /** Two changes of one replica in one log whose counters do not fit. */
  function impossible(): Uint8Array {
    const other = new Author(9)
    other.type('bcd')
    return other.type('e').payload
  }
})

describe('C11 close', () => {
  test.each(['at once', 'greeted', 'live', 'waiting', 'busy'])('stops everything: %s', async (when) => {
    const stage = new Stage()
    if (when !== 'at once') await stage.greeted()
    if (when === 'live' || when === 'busy') {
      stage.wire.say(welcome({ replicas: [{ replica: 1, ticket: '1' }] }))
      stage.type('a')
      stage.session.select([{ anchor: 0, head: 0 }])
      await settle()
      if (when === 'busy') stage.error('busy', 1)
    }
    if (when === 'waiting') stage.wire.cut()
    await stage.session.close()
    const told = stage.told.length
    stage.session.select([{ anchor: 0, head: 1 }])
    stage.session.setActivity('idle')
    stage.session.retryNow()
    await settle()
    expect(stage.clock.waiting).toBe(0)
    expect(stage.told).toHaveLength(told)
    expect(stage.session.writable).toBe(false)
    expect(() => stage.type('b')).toThrow(SessionError)
    expect(stage.transport.connections.some(({ isOpen }) => isOpen)).toBe(false)
    await stage.session.close()
  })

  test('resolves when the device has everything', async () => {
    let keep = () => {}
    const inner = memoryStore()
    const store = { ...inner, keepChanges: () => new Promise<void>((resolve) => (keep = resolve)) }
    const stage = new Stage({ store })
    await stage.join()
    stage.type('a')
    const closed = vi.fn()
    void stage.session.close().then(closed)
    await settle()
    expect(closed).not.toHaveBeenCalled()
    keep()
    await settle()
    expect(closed).toHaveBeenCalled()
  })

  test.each(['open', 'state', 'role', 'document', 'peers'] as const)(
    'by a listener, in the middle of a welcome: %s',
    async (event) => {
      const stage = new Stage()
      stage.session.on(event, () => void stage.session.close())
      const peer = { key: 5, person: { id: 'bob', name: 'Bob', hue: 0 }, role: 'viewer' as const }
      await stage.join({ peers: [{ ...peer, activity: 'active', selections: [] }] })
      await settle()
      expect(stage.clock.waiting).toBe(0)
      expect(stage.wire.isOpen).toBe(false)
    },
  )
})

describe('C12 listeners', () => {
  test('one that throws does not stop the session, and its error is seen', async () => {
    const errors: unknown[] = []
    const original = queueMicrotask
    vi.stubGlobal('queueMicrotask', (callback: () => void) =>
      original(() => {
        try {
          callback()
        } catch (error) {
          errors.push(error)
        }
      }),
    )
    const stage = new Stage()
    for (const event of ['state', 'open', 'edit', 'unsaved'] as const) {
      stage.session.on(event, () => {
        throw new Error(event)
      })
    }
    await stage.join()
    stage.type('a')
    const [payload] = await stage.pushed()
    if (!payload) throw new Error('nothing was pushed')
    stage.echo(1, ownRowOf(payload), new Author(9).type('b'))
    expect(stage.session.unsaved.count).toBe(0)
    expect(stage.session.seq).toBe(2)
    await settle()
    expect(new Set(errors.map(String))).toEqual(
      new Set(['Error: state', 'Error: open', 'Error: edit', 'Error: unsaved']),
    )
  })

  test('one may edit while it hears of an edit', async () => {
    const bob = new Author(9)
    const stage = new Stage()
    await stage.join()
    const end = stage.session.on('edit', () => {
      end()
      stage.type('!')
    })
    stage.echo(1, bob.type('a'))
    const pushed = await stage.pushed()
    bob.take(...pushed)
    expect(pushed).toHaveLength(1)
    expect(bob.doc.toString()).toBe('a!')
  })
})

describe('C13 who may write', () => {
  test.each<[Role, boolean]>([
    ['owner', true],
    ['editor', true],
    ['commenter', false],
    ['viewer', false],
  ])('%s: %s', async (role, writable) => {
    const stage = new Stage()
    await stage.join({ role })
    expect(stage.session.writable).toBe(writable)
    if (!writable) expect(() => stage.type('a')).toThrow(SessionError)
  })

  test('the title and the role may change at any time', async () => {
    const stage = new Stage()
    await stage.join()
    stage.wire.say({ kind: 'document', title: 'Old notes' })
    expect([stage.session.title, stage.session.writable]).toEqual(['Old notes', true])
    stage.wire.say({ kind: 'role', role: 'viewer' })
    expect([stage.session.role, stage.session.writable]).toEqual(['viewer', false])
  })
})

describe('C14 presence', () => {
  test('carets are told in anchors, at most twenty times a second, and the last one always', async () => {
    const stage = new Stage()
    await stage.join()
    stage.clock.turn(1000)
    stage.wire.take()
    stage.type('abc')
    for (let at = 0; at <= 3; at++) stage.session.select([{ anchor: at, head: at }])
    stage.clock.turn(0)
    const presence = () => stage.wire.take().filter((message) => message.kind === 'presence')
    const anchor = encodeAnchor(stage.session.doc?.anchorAt(3, 'before') ?? { at: 'start' })
    expect(presence()).toEqual([{ kind: 'presence', activity: 'active', selections: [{ anchor, head: anchor }] }])
    stage.session.select([])
    stage.session.setActivity('idle')
    stage.clock.turn(49)
    expect(presence()).toEqual([])
    stage.clock.turn(1)
    expect(presence()).toEqual([{ kind: 'presence', activity: 'idle', selections: [] }])
    stage.clock.turn(1000)
    expect(presence()).toEqual([])
  })

  test('told again on a new connection; peers are gone with the old one', async () => {
    const bob = { key: 5, person: { id: 'bob', name: 'Bob', hue: 7 }, role: 'editor' as const }
    const stage = new Stage()
    await stage.join({ peers: [{ ...bob, activity: 'active', selections: [] }] })
    stage.session.select([{ anchor: 0, head: 0 }])
    stage.clock.turn(1000)
    expect(stage.session.peers).toMatchObject([{ key: 5, user: { id: 'bob', name: 'Bob' }, hue: 7 }])
    stage.wire.cut()
    expect(stage.session.peers).toEqual([])
    stage.clock.turn(1000)
    await stage.join()
    stage.clock.turn(1000)
    expect(stage.wire.take()).toMatchObject([{ kind: 'presence', selections: [{}] }])
  })

  test('places outside the text are at its ends', async () => {
    const stage = new Stage()
    await stage.join()
    stage.session.select([{ anchor: -5, head: 99 }])
    stage.clock.turn(1000)
    expect(stage.wire.take()).toMatchObject([{ kind: 'presence', selections: [{}] }])
  })
})
