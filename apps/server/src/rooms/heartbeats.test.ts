import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { Heartbeats } from './heartbeats.ts'

function stage() {
  const clock = new FakeClock()
  const heartbeats = new Heartbeats(clock)
  const beats: string[] = []
  const beating = (name: string) => ({ beat: () => beats.push(`${name} ${clock.now()}`) })
  return { clock, heartbeats, beats, beating }
}

test('each beats every five seconds, first after that, or a moment less', () => {
  const { clock, heartbeats, beats, beating } = stage()
  heartbeats.add(beating('a'))
  clock.turn(1_200)
  heartbeats.add(beating('b'))
  clock.turn(11_800)
  expect(beats).toEqual(['a 5000', 'b 6000', 'a 10000', 'b 11000'])
})

test('however many there are, there is one timer; without any there is none', () => {
  const { clock, heartbeats, beats, beating } = stage()
  const all = Array.from({ length: 30 }, (_, at) => beating(`${at}`))
  for (const one of all) {
    heartbeats.add(one)
    clock.turn(100)
    expect(clock.waiting).toBe(1)
  }
  for (const one of all) heartbeats.remove(one)
  expect(clock.waiting).toBe(0)
  clock.turn(20_000)
  expect(beats).toEqual([])
})

test('who leaves in the middle of a beat, of its own or of another, beats no more; the others do', () => {
  const { clock, heartbeats, beats, beating } = stage()
  const [a, b] = [beating('a'), beating('b')]
  const leaving = {
    beat() {
      beats.push('leaving')
      heartbeats.remove(leaving)
      heartbeats.remove(a)
    },
  }
  for (const one of [leaving, a, b]) heartbeats.add(one)
  clock.turn(10_000)
  expect(beats).toEqual(['leaving', 'b 5000', 'b 10000'])
})
