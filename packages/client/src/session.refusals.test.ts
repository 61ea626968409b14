import { decodeChange } from '@tandem/crdt'
import { errorCodes } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { memoryStore } from './memory-store.ts'
import { SessionError } from './session-error.ts'
import { settle } from './testing/index.ts'
import { Author, ownRowOf, rowOf, Stage, unpacked, welcome } from './testing/stage.ts'

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
    expect(rescued).toEqual({ changes: payloads.map(decodeChange), code: 'forbidden' })
    // Nobody may take it for saved, not for a moment.
    const last = stage.told.filter(({ event }) => event === 'rescued' || event === 'unsaved').slice(-2)
    expect(last.map(({ event }) => event)).toEqual(['rescued', 'unsaved'])
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
    await store.keepReplicas('A', [{ replica: 5, ticket: 'five' }], [])
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
    expect(stage.of('rescued')).toMatchObject([{ changes: [{ replica: 5, rseq: 1 }] }])
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
    expect(stage.of('rescued')).toMatchObject([{ changes: [decodeChange(payload)] }])
    expect((await stage.join()).lastSeq).toBe(null)
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
    ['a newer code', (stage) => stage.wire.sayFrame(new Uint8Array([6, errorCodes.length, 0, 0]))],
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
