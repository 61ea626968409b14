import { limits, type PresencePeer } from '@tandem/protocol'
import { encodeNodeMessage, type NodeMessageBody } from '@tandem/protocol/node-message'
import { FakeClock } from '@tandem/protocol/testing'
import { describe, expect, test } from 'vitest'
import { createLogger } from '../observability/logger.ts'
import { createMetrics } from '../observability/metrics.ts'
import type { Bus } from './bus.ts'
import { noBus } from './bus.ts'
import type { LinkedRoom } from './cluster.ts'
import { announceMs, headPollMs, maxNodesPerDocument, remotePeerLifeMs } from './cluster-limits.ts'
import { MemoryHub } from './memory-bus.ts'
import { channelOf, messageSeal } from './message-seal.ts'
import { oneOfMany } from './nodes.ts'

const turn = () => new Promise(setImmediate)
const secret = 'a secret that only these nodes know'

/** A room that shows what it was told, over a log that is only its end. */
class FakeRoom implements LinkedRoom {
  head = 0
  readings = 0
  failing = false
  rechecked = 0
  readonly shown = new Map<number, PresencePeer>()
  readonly own: PresencePeer[] = []
  readonly #log: { head: number }
  #nextKey = 1

  constructor(log: { head: number }) {
    this.#log = log
    this.head = log.head
  }

  async catchUp(upTo: number): Promise<void> {
    this.readings++
    await turn()
    if (this.failing) throw new Error('the database is away')
    this.head = Math.max(this.head, Math.min(this.#log.head, upTo))
  }

  recheckAccess = () => void this.rechecked++

  ownPeers = () => this.own
  showPeer = (peer: PresencePeer) => void this.shown.set(peer.key, peer)
  hidePeer = (key: number) => void this.shown.delete(key)
  newKey = () => this.#nextKey++

  get names(): string[] {
    return [...this.shown.values()].map(({ person }) => person.name).sort()
  }
}

/** Some nodes that have the same document open. */
function stage() {
  const lines: string[] = []
  const hub = new MemoryHub()
  const log = { head: 0 }
  const clock = new FakeClock()
  const metrics = createMetrics()
  let nodes = 0
  const node = (bus: Bus = hub.connect()) => {
    const cluster = oneOfMany({
      node: `node ${++nodes}`,
      bus,
      secret,
      clock,
      logger: createLogger('warn', { write: (line: string) => void lines.push(line) }),
      metrics,
      headsBeyond: async (known) =>
        new Map([...known].flatMap(([id, head]) => (log.head > head ? [[id, log.head]] : []))),
    })
    const room = new FakeRoom(log)
    return { cluster, bus, room, link: cluster.link('doc', room) }
  }
  /** Says something on the document's channel as a node would. */
  const say = (body: NodeMessageBody, from = 'another node') =>
    hub.deliver(channelOf('doc'), messageSeal(secret).seal(channelOf('doc'), encodeNodeMessage({ node: from, body })))
  const refused = async () => (await metrics.nodeMessagesRefused.get()).values[0]?.value ?? 0
  return { hub, log, clock, node, say, refused, lines }
}

function peer(key: number, name: string): PresencePeer {
  return { key, person: { id: name, name, hue: 0 }, role: 'editor', activity: 'active', selections: [], company: null }
}

describe('N1 what one node commits', () => {
  test('another one reads from the log, as soon as it hears the hint', async () => {
    const { log, node } = stage()
    const [A, B] = [node(), node()]
    await turn()
    log.head = 3
    A.link.committed(3)
    await expect.poll(() => B.room.head).toBe(3)
  })

  test('is read once, however many hints there are, and what came meanwhile right after', async () => {
    const { log, node, say } = stage()
    const B = node()
    await turn()
    await turn()
    const before = B.room.readings
    log.head = 5
    for (let seq = 1; seq <= 4; seq++) say({ kind: 'hint', seq })
    await Promise.resolve()
    say({ kind: 'hint', seq: 5 })
    await expect.poll(() => B.room.head).toBe(5)
    expect(B.room.readings - before).toBeLessThanOrEqual(2)
  })

  test('is not read again when it is known', async () => {
    const { log, node, say } = stage()
    log.head = 5
    const B = node()
    await turn()
    await turn()
    const before = B.room.readings
    say({ kind: 'hint', seq: 5 })
    say({ kind: 'hint', seq: 1 })
    await turn()
    expect(B.room.readings).toBe(before)
  })

  test('is read when the subscription begins and begins again: what was said before was missed', async () => {
    const { hub, log, node } = stage()
    const bus = hub.connect()
    const B = node(bus)
    log.head = 1
    await expect.poll(() => B.room.head).toBe(1)
    bus.connected = false
    log.head = 2
    await turn()
    expect(B.room.head).toBe(1)
    bus.connected = true
    await expect.poll(() => B.room.head).toBe(2)
  })
})

describe('N2 without a bus, and with one that loses everything', () => {
  test('heads are asked for twice a second', async () => {
    const { log, clock, node } = stage()
    const B = node(noBus)
    log.head = 7
    await turn()
    expect(B.room.head).toBe(0)
    clock.turn(headPollMs)
    await expect.poll(() => B.room.head).toBe(7)
  })

  test('also when only the other node has lost the bus', async () => {
    const { hub, log, clock, node } = stage()
    const lost = hub.connect()
    const [A, B] = [node(lost), node()]
    await turn()
    await turn()
    lost.connected = false
    log.head = 1
    A.link.committed(1)
    await turn()
    expect(B.room.head).toBe(0)
    clock.turn(headPollMs)
    await expect.poll(() => B.room.head).toBe(1)
  })

  test('goes on after a reading failed', async () => {
    const { log, clock, node } = stage()
    const B = node(noBus)
    B.room.failing = true
    log.head = 1
    clock.turn(headPollMs)
    await expect.poll(() => B.room.readings).toBe(1)
    await turn()
    B.room.failing = false
    clock.turn(headPollMs)
    await expect.poll(() => B.room.head).toBe(1)
  })
})

describe('N3 sessions of other nodes', () => {
  test('are shown when they come, move as they move, and go when they leave', async () => {
    const { node } = stage()
    const [A, B] = [node(), node()]
    await turn()
    A.link.told([peer(1, 'alice')], [])
    await turn()
    expect(B.room.names).toEqual(['alice'])
    expect(A.room.names).toEqual([])
    A.link.told([{ ...peer(1, 'alice'), activity: 'idle' }], [])
    await turn()
    expect([...B.room.shown.values()]).toMatchObject([{ activity: 'idle' }])
    A.link.told([], [1])
    await turn()
    expect(B.room.names).toEqual([])
  })

  test('are numbered anew: two nodes may use the same numbers', async () => {
    const { node } = stage()
    const [A, B, C] = [node(), node(), node()]
    await turn()
    const own = C.room.newKey()
    A.link.told([peer(own, 'alice')], [])
    B.link.told([peer(own, 'bob')], [])
    await turn()
    expect(C.room.names).toEqual(['alice', 'bob'])
    expect(C.room.shown.has(own)).toBe(false)
    A.link.told([], [own])
    await turn()
    expect(C.room.names).toEqual(['bob'])
  })

  test('that were there before are told to who comes later', async () => {
    const { node } = stage()
    const A = node()
    A.room.own.push(peer(1, 'alice'))
    await turn()
    const B = node()
    await turn()
    await turn()
    expect(B.room.names).toEqual(['alice'])
  })

  test('go all at once when their node closes the room', async () => {
    const { node } = stage()
    const [A, B] = [node(), node()]
    await turn()
    A.link.told([peer(1, 'alice'), peer(2, 'bob')], [])
    await turn()
    expect(B.room.names).toEqual(['alice', 'bob'])
    A.link.close()
    await turn()
    expect(B.room.names).toEqual([])
  })

  test('go after a while when their node died, and stay as long as it lives', async () => {
    const { node, say, clock } = stage()
    const [A, B] = [node(), node()]
    A.room.own.push(peer(1, 'alice'))
    await turn()
    await turn()
    say({ kind: 'presence', peers: [peer(9, 'ghost')], left: [] }, 'a node that dies')
    await turn()
    expect(B.room.names).toEqual(['alice', 'ghost'])
    for (let passed = 0; passed <= remotePeerLifeMs; passed += announceMs) {
      clock.turn(announceMs)
      await turn()
    }
    expect(B.room.names).toEqual(['alice'])
  })

  test('many of them come in several messages', async () => {
    const { node } = stage()
    const [A, B] = [node(), node()]
    await turn()
    const many = Array.from({ length: limits.maxNodePeers * 2 + 1 }, (_, key) => peer(key, `p${key}`))
    A.link.told(many, [])
    await turn()
    expect(B.room.shown.size).toBe(many.length)
    A.link.told(
      [],
      many.map(({ key }) => key),
    )
    await turn()
    expect(B.room.shown.size).toBe(0)
  })
})

test('N4 a change of access that one node has found makes the others look', async () => {
  const { node } = stage()
  const [A, B] = [node(), node()]
  await turn()
  A.link.accessChanged()
  await turn()
  expect([A.room.rechecked, B.room.rechecked]).toEqual([0, 1])
})

describe('N5 whoever can write to the bus but is no node', () => {
  const hint: NodeMessageBody = { kind: 'hint', seq: 9 }
  const ghost: NodeMessageBody = { kind: 'presence', peers: [peer(1, 'ghost')], left: [] }
  const plain = (body: NodeMessageBody) => encodeNodeMessage({ node: 'evil', body })
  const sealed = (body: NodeMessageBody, by = secret, channel = channelOf('doc')) =>
    messageSeal(by).seal(channel, plain(body))
  const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))

  const forged: readonly [name: string, bytes: Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['one byte', new Uint8Array([0])],
    ['text', Buffer.from('["pushed","by","hand"]')],
    ['a megabyte', new Uint8Array(2 ** 20)],
    ['a message without a seal', plain(hint)],
    ["a seal by somebody else's secret", sealed(ghost, 'another secret of thirty-two chars')],
    ['a seal for another document', sealed(ghost, secret, channelOf('other'))],
    ['a changed seal', flipped(sealed(ghost), 3)],
    ['a changed message', flipped(sealed(ghost), sealed(ghost).length - 1)],
    ['a cut message', sealed(ghost).subarray(0, -1)],
  ]

  test.each(forged)('%s: does nothing, and is counted', async (_, bytes) => {
    const { hub, log, node, refused } = stage()
    const B = node()
    await turn()
    await turn()
    const readings = B.room.readings
    log.head = 9
    hub.deliver(channelOf('doc'), bytes)
    await turn()
    expect([B.room.readings - readings, B.room.names, await refused()]).toEqual([0, [], 1])
  })

  test('does not fill the log', async () => {
    const { hub, node, refused, lines } = stage()
    node()
    await turn()
    for (let count = 0; count < 1_000; count++) hub.deliver(channelOf('doc'), new Uint8Array(count))
    await turn()
    expect([await refused(), lines.length]).toEqual([1_000, 1])
  })

  test('even with the secret: a hint makes a node look, and nothing else', async () => {
    const { node, say } = stage()
    const B = node()
    await turn()
    await turn()
    const readings = B.room.readings
    say({ kind: 'hint', seq: limits.maxSeq })
    await turn()
    await turn()
    expect([B.room.head, B.room.readings - readings]).toEqual([0, 1])
  })

  test('even with the secret: no more nodes and sessions than there is room for', async () => {
    const { node, say } = stage()
    const B = node()
    await turn()
    for (let from = 0; from < 2 * maxNodesPerDocument; from++) {
      say({ kind: 'presence', peers: [peer(1, 'ghost')], left: [] }, `node ${from}`)
    }
    await turn()
    expect(B.room.shown.size).toBe(maxNodesPerDocument)
    for (let key = 0; key < 2 * limits.maxSessionsPerDocument; key++) {
      say({ kind: 'presence', peers: [peer(key, 'ghost')], left: [] }, 'node 0')
    }
    await turn()
    expect(B.room.shown.size).toBe(limits.maxSessionsPerDocument)
  })

  test('who asks who is there gets one answer a second', async () => {
    const { hub, node, say } = stage()
    const A = node()
    A.room.own.push(peer(1, 'alice'))
    await turn()
    await turn()
    let heard = 0
    hub.connect().listen(channelOf('doc'), { message: () => heard++, active() {} })
    await turn()
    for (let count = 0; count < 100; count++) say({ kind: 'ask' })
    await turn()
    expect(heard - 100).toBeLessThanOrEqual(1)
  })
})

test('N6 a closed node says and hears nothing', async () => {
  const { log, clock, node, say } = stage()
  const A = node()
  await turn()
  await turn()
  A.link.close()
  await A.cluster.close()
  const { readings } = A.room
  log.head = 1
  say({ kind: 'hint', seq: 1 })
  clock.turn(10 * headPollMs)
  await turn()
  expect(A.room.readings).toBe(readings)
  expect(clock.waiting).toBe(0)
})
