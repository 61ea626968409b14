import { joinFrames } from '@tandem/protocol/socket-parser'
import { expect, test } from 'vitest'
import { Outgoing, TurnEnd } from './outgoing.ts'

/** Turns of an event loop that a test ends. */
function turns() {
  const ends: (() => void)[] = []
  const turnEnd = new TurnEnd((callback) => ends.push(callback))
  const sent: { to: string; message: Uint8Array }[] = []
  const connect = (to: string) => new Outgoing(turnEnd, { write: (message) => void sent.push({ to, message }) })
  const endTurn = () => {
    for (const end of ends.splice(0)) end()
  }
  return { sent, connect, endTurn, messages: () => sent.map(({ to, message }) => `${to} ${[...message]}`) }
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

test('T2 what has to go out now takes what was said before it along, once', () => {
  const { connect, endTurn, messages } = turns()
  const a = connect('a')
  a.add(frame(1))
  a.flush()
  a.flush()
  expect(messages()).toEqual(['a 1'])
  endTurn()
  expect(messages()).toEqual(['a 1'])
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
