import { joinFrames } from '@tandem/protocol/socket-parser'
import { expect, test } from 'vitest'
import { AccessLease, accessLeaseMs } from '../rooms/access-lease.ts'
import { Outgoing, TurnEnd } from './outgoing.ts'

/** Turns of an event loop that a test ends. */
function turns() {
  const ends: (() => void)[] = []
  const time = { now: 0 }
  const lease = new AccessLease([() => time.now])
  lease.renew([0])
  const turnEnd = new TurnEnd((callback) => ends.push(callback), lease)
  const sent: { to: string; message: Uint8Array }[] = []
  /** `stopped`: for how long the process is stopped right after it wrote to this one. */
  const connect = (to: string, stopped = 0) => {
    const write = (message: Uint8Array) => {
      sent.push({ to, message })
      time.now += stopped
    }
    return new Outgoing(turnEnd, { write })
  }
  const endTurn = () => {
    for (const end of ends.splice(0)) end()
  }
  return { sent, connect, endTurn, time, lease, messages: () => sent.map(({ to, message }) => `${to} ${[...message]}`) }
}

const frame = (...bytes: number[]) => new Uint8Array(bytes)

test('T1 what one turn has for a connection is one message, in order; the next turn is another', () => {
  const { connect, endTurn, messages } = turns()
  const [a, b] = [connect('a'), connect('b')]
  a.add(frame(1))
  b.add(frame(2))
  a.add(frame(3, 3))
  expect(messages()).toEqual([])
  endTurn()
  a.add(frame(4))
  endTurn()
  endTurn()
  expect(messages()).toEqual([`a ${[...joinFrames([frame(1), frame(3, 3)])]}`, 'b 2', 'a 4'])
})

test('T2 the last frame takes what was said before it along, once', () => {
  const { connect, endTurn, messages } = turns()
  const a = connect('a')
  a.add(frame(1))
  a.end(frame(2))
  const both = `a ${[...joinFrames([frame(1), frame(2)])]}`
  expect(messages()).toEqual([both])
  endTurn()
  expect(messages()).toEqual([both])
})

test('T3 what many get is the same bytes for all of them', () => {
  const { connect, endTurn, sent } = turns()
  const shared = frame(1, 2)
  const people = ['a', 'b', 'c'].map(connect)
  for (const one of people) one.add(shared)
  people[1]?.add(frame(9))
  endTurn()
  const [a, b, c] = sent
  expect(a?.message).toBe(c?.message)
  expect(b?.message).not.toEqual(a?.message)
})

test('T4 a process that is stopped in the middle of a turn goes on with those who still may read', async () => {
  const { connect, endTurn, messages, time, lease } = turns()
  const [first, second, removed] = [connect('first', accessLeaseMs), connect('second'), connect('removed')]
  for (const one of [first, second, removed]) one.add(frame(1))
  endTurn()
  expect(messages()).toEqual(['first 1'])
  // What is said meanwhile comes behind it.
  second.add(frame(2))
  endTurn()
  removed.end(frame(3))
  expect(messages()).toEqual(['first 1', 'removed 3'])
  lease.renew([time.now])
  await Promise.resolve()
  await Promise.resolve()
  expect(messages()).toEqual(['first 1', 'removed 3', `second ${[...joinFrames([frame(1), frame(2)])]}`])
})

test('T5 what is said without a lease, as errors are, goes out', () => {
  const { connect, endTurn, messages, time } = turns()
  const a = connect('a')
  time.now += accessLeaseMs
  a.add(frame(1))
  endTurn()
  expect(messages()).toEqual(['a 1'])
})
