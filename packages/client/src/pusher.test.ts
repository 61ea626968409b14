import { limits } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { describe, expect, test } from 'vitest'
import { maxBackoffMs } from './backoff.ts'
import { Outbox } from './outbox.ts'
import { maxInFlightBytes, Pusher, patienceMs, pushBurst, pushesPerSecond } from './pusher.ts'

function stage(random = () => 0.5) {
  const clock = new FakeClock()
  const outbox = new Outbox()
  const pushes: (readonly Uint8Array[])[] = []
  const stalls: number[] = []
  const pusher = new Pusher(outbox, clock, random, queueMicrotask, {
    joined: () => true,
    push: (changes) => pushes.push(changes),
    stalled: () => stalls.push(clock.now()),
  })
  let rseq = 0
  const add = (size = 10) => outbox.add({ replica: 1, rseq: ++rseq, payload: new Uint8Array(size), madeAt: 0 })
  return { clock, outbox, pushes, stalls, pusher, add }
}

describe('U1 a client keeps to what a server takes', () => {
  test('a burst, then so many a second; what is edited meanwhile goes out together, and nothing is left behind', () => {
    const { clock, pushes, pusher, add } = stage()
    for (let count = 0; count < 3 * pushBurst; count++) {
      add()
      pusher.flush()
    }
    expect(pushes).toHaveLength(pushBurst)
    clock.turn(1000 / pushesPerSecond)
    expect(pushes.map((changes) => changes.length)).toEqual([...new Array(pushBurst).fill(1), 2 * pushBurst])
    for (let ms = 0; ms < 1000; ms += 2) {
      add()
      pusher.flush()
      clock.turn(2)
    }
    clock.turn(1000)
    expect(pushes.length).toBeLessThanOrEqual(pushBurst + 2 + pushesPerSecond)
    expect(pushes.reduce((sum, changes) => sum + changes.length, 0)).toBe(3 * pushBurst + 500)
  })

  test('what may go out in a moment waits for that moment only', () => {
    const { clock, pushes, pusher, add } = stage()
    for (let count = 0; count < pushBurst; count++) {
      add()
      pusher.flush()
    }
    // Four fifths of the next push are there already.
    clock.turn(800 / pushesPerSecond)
    add()
    pusher.flush()
    expect(pushes).toHaveLength(pushBurst)
    clock.turn(200 / pushesPerSecond)
    expect(pushes).toHaveLength(pushBurst + 1)
  })

  test('a device whose clock is put back gains nothing by it, and loses nothing', () => {
    const { clock, pushes, pusher, add } = stage()
    for (let count = 0; count < 2 * pushBurst; count++) {
      if (count === pushBurst / 2) clock.turn(-3_600_000)
      add()
      pusher.flush()
    }
    expect(pushes).toHaveLength(pushBurst)
  })

  test('one that types as a person does waits for nothing', () => {
    const { clock, pushes, pusher, add } = stage()
    for (let key = 1; key <= 300; key++) {
      add()
      pusher.flush()
      expect(pushes).toHaveLength(key)
      clock.turn(1000 / 30)
    }
  })

  test('no more bytes are on their way than a server has to refuse at once', () => {
    const { outbox, pushes, pusher, add } = stage()
    for (let count = 0; count < 10; count++) add(limits.maxPushBytes)
    pusher.flush()
    expect(pushes).toHaveLength(maxInFlightBytes / limits.maxPushBytes)
    outbox.confirm({ replica: 1, rseq: 1 })
    pusher.flush()
    expect(pushes).toHaveLength(maxInFlightBytes / limits.maxPushBytes + 1)
    outbox.clear()
    add(limits.maxPushBytes)
    pusher.flush()
    expect(pushes).toHaveLength(maxInFlightBytes / limits.maxPushBytes + 2)
  })
})

describe('U2 a server that asks for patience gets more each time', () => {
  /** How long it waited each time, asked for patience so often in a row. */
  function pauses(times: number, random: () => number): number[] {
    const { clock, pushes, pusher, add } = stage(random)
    add()
    pusher.flush()
    return Array.from({ length: times }, () => {
      const before = pushes.length
      pusher.pause()
      const since = clock.now()
      while (pushes.length === before) clock.turn(1)
      return clock.now() - since
    })
  }

  test('twice as long, up to a longest pause, and not all clients at once', () => {
    expect(pauses(6, () => 0.5)).toEqual([1, 2, 4, 8, 10, 10].map((factor) => factor * patienceMs))
    expect(pauses(2, () => 0)).toEqual([patienceMs / 2, patienceMs])
    expect(pauses(9, () => 0.999).at(-1)).toBe(maxBackoffMs)
  })

  test('once for all that was on its way together', () => {
    const { clock, pushes, pusher, add } = stage()
    add()
    pusher.flush()
    pusher.pause()
    clock.turn(patienceMs - 1)
    pusher.pause()
    expect(pushes).toHaveLength(1)
    clock.turn(1)
    expect(pushes).toHaveLength(2)
  })

  test('as short as the first time when something has got through', () => {
    const { clock, outbox, pushes, pusher, add } = stage()
    add()
    add()
    pusher.flush()
    for (let count = 0; count < 4; count++) {
      pusher.pause()
      clock.turn(maxBackoffMs)
    }
    const before = pushes.length
    outbox.confirm({ replica: 1, rseq: 1 })
    pusher.pause()
    clock.turn(patienceMs)
    expect(pushes).toHaveLength(before + 1)
  })

  test('it tries with one push, and sends the rest when that has got through', () => {
    const { clock, outbox, pushes, pusher, add } = stage()
    for (let count = 0; count < 3; count++) add(limits.maxPushBytes)
    pusher.flush()
    expect(pushes).toHaveLength(3)
    pusher.pause()
    clock.turn(patienceMs)
    pusher.flush()
    expect(pushes).toHaveLength(4)
    outbox.confirm({ replica: 1, rseq: 1 })
    pusher.flush()
    expect(pushes).toHaveLength(6)
  })

  test('a new connection does not wait', () => {
    const { pushes, pusher, add } = stage()
    add()
    pusher.flush()
    pusher.pause()
    pusher.restart()
    expect(pushes).toHaveLength(2)
  })
})
