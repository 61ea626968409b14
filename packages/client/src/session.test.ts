import { encodeAnchor } from '@tandem/crdt'
import type { Role } from '@tandem/protocol'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { memoryStore } from './memory-store.ts'
import { SessionError } from './session-error.ts'
import { settle } from './testing/index.ts'
import { Author, ownRowOf, Stage, welcome } from './testing/stage.ts'

afterEach(() => vi.unstubAllGlobals())

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
      await stage.join({ peers: [{ ...peer, activity: 'active', selections: [], company: null }] })
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
    await settle()
    stage.wire.take()
    stage.type('abc')
    for (let at = 0; at <= 3; at++) stage.session.select([{ anchor: at, head: at }])
    stage.clock.turn(0)
    await settle()
    const presence = () => stage.wire.take().filter((message) => message.kind === 'presence')
    const anchor = encodeAnchor(stage.session.doc?.anchorAt(3, 'before') ?? { at: 'start' })
    const selections = [{ anchor, head: anchor }]
    expect(presence()).toEqual([{ kind: 'presence', activity: 'active', selections, company: null }])
    stage.session.select([])
    stage.session.setActivity('idle')
    stage.clock.turn(49)
    await settle()
    expect(presence()).toEqual([])
    stage.clock.turn(1)
    await settle()
    expect(presence()).toEqual([{ kind: 'presence', activity: 'idle', selections: [], company: null }])
    stage.clock.turn(1000)
    await settle()
    expect(presence()).toEqual([])
  })

  test('told again on a new connection; peers are gone with the old one', async () => {
    const bob = { key: 5, person: { id: 'bob', name: 'Bob', hue: 7 }, role: 'editor' as const }
    const stage = new Stage()
    await stage.join({ peers: [{ ...bob, activity: 'active', selections: [], company: null }] })
    stage.session.select([{ anchor: 0, head: 0 }])
    stage.clock.turn(1000)
    await settle()
    expect(stage.session.peers).toMatchObject([{ key: 5, user: { id: 'bob', name: 'Bob' }, hue: 7 }])
    stage.wire.cut()
    expect(stage.session.peers).toEqual([])
    stage.clock.turn(1000)
    await settle()
    await stage.join()
    stage.clock.turn(1000)
    await settle()
    expect(stage.wire.take()).toMatchObject([{ kind: 'presence', selections: [{}] }])
  })

  test('places outside the text are at its ends', async () => {
    const stage = new Stage()
    await stage.join()
    stage.wire.take()
    stage.session.select([{ anchor: -5, head: 99 }])
    stage.clock.turn(1000)
    await settle()
    expect(stage.wire.take()).toMatchObject([{ kind: 'presence', selections: [{}] }])
  })
})
