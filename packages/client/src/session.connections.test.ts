import { limits } from '@tandem/protocol'
import { describe, expect, test, vi } from 'vitest'
import { maxBackoffMs, minBackoffMs } from './backoff.ts'
import { silenceMs, welcomeDeadlineMs } from './link.ts'
import { memoryStore } from './memory-store.ts'
import { stallMs } from './pusher.ts'
import { SessionError } from './session-error.ts'
import { settle } from './testing/index.ts'
import { ownRowOf, Stage, welcome } from './testing/stage.ts'

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
  test('A03 A04 no echo for ten seconds', async () => {
    const stage = new Stage()
    await stage.join()
    stage.type('a')
    const first = await stage.pushed()
    stage.clock.turn(9_999)
    expect(stage.transport.connections).toHaveLength(1)
    stage.clock.turn(1)
    await stage.join()
    expect(stage.transport.connections).toHaveLength(2)
    expect(await stage.pushed()).toEqual(first)
  })

  test('A03 one of which nothing came for a while is lost since then, and not since that was noticed', async () => {
    const stage = new Stage()
    await stage.join()
    stage.clock.turn(20_000)
    stage.wire.cut('ping timeout', 9_500)
    expect(stage.session.state).toMatchObject({ phase: 'waiting', since: stage.clock.now() - 9_500 })
  })

  test('A11 A12 a device that slept leaves a connection that was silent meanwhile, and no other', async () => {
    const stage = new Stage()
    await stage.join()
    stage.clock.turn(silenceMs)
    stage.session.wake()
    expect(stage.session.state.phase).toBe('live')
    stage.clock.turn(1)
    stage.session.wake()
    expect(stage.session.state.phase).toBe('waiting')
    await stage.join()
    expect(stage.session.state.phase).toBe('live')
    stage.session.wake()
    expect(stage.session.state.phase).toBe('live')
  })

  test('A12 a device that wakes is live within three seconds, also where its network takes three attempts to be there', async () => {
    const stage = new Stage({ random: () => 0.999 })
    await stage.join()
    stage.clock.turn(60 * 60_000)
    const wokenAt = stage.clock.now()
    stage.session.wake()
    for (let attempt = 2; attempt <= 4; attempt++) {
      await settle()
      expect(stage.transport.connections).toHaveLength(attempt)
      stage.wire.cut()
      const { state } = stage.session
      if (state.phase !== 'waiting') throw new Error(`It is ${state.phase}`)
      stage.clock.turn(state.retryAt - stage.clock.now())
    }
    await stage.join()
    expect(stage.session.state.phase).toBe('live')
    expect(stage.clock.now() - wokenAt).toBeLessThanOrEqual(3_000)
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

  test('one that was of use for a second is replaced at once, however often', async () => {
    const stage = new Stage()
    await stage.join()
    for (const connections of [2, 3, 4]) {
      stage.clock.turn(1_000)
      stage.error('resync')
      await stage.join()
      expect(stage.transport.connections).toHaveLength(connections)
    }
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
  test.each(['retryNow', 'wake'] as const)(
    'A12 pauses begin anew with %s, however many attempts failed before',
    async (ask) => {
      const stage = new Stage()
      await stage.join()
      stage.wire.cut()
      const pauseMs = () => {
        const { state } = stage.session
        return state.phase === 'waiting' ? state.retryAt - stage.clock.now() : 0
      }
      while (pauseMs() < maxBackoffMs / 2) {
        stage.clock.turn(pauseMs())
        await settle()
        stage.wire.cut()
      }
      stage.session[ask]()
      await settle()
      stage.wire.cut()
      expect(pauseMs()).toBeLessThanOrEqual(minBackoffMs)
      stage.clock.turn(pauseMs())
      await stage.join()
      expect(stage.session.state.phase).toBe('live')
    },
  )

  test('wake does not begin anew what was refused', async () => {
    const stage = new Stage()
    await stage.join()
    stage.error('not_found')
    stage.session.wake()
    await settle()
    expect(stage.session.state.phase).toBe('closed')
    expect(stage.transport.connections).toHaveLength(1)
  })

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
