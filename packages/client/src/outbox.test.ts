import { limits } from '@tandem/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Outbox } from './outbox.ts'

function change(rseq: number, size = 10, replica = 7) {
  return { replica, rseq, payload: new Uint8Array(size).fill(rseq), madeAt: 1000 + rseq }
}

function filled(...sizes: number[]): Outbox {
  const outbox = new Outbox()
  for (const [at, size] of sizes.entries()) outbox.add(change(at + 1, size))
  return outbox
}

const rseqs = (batch: readonly Uint8Array[]) => batch.map((payload) => payload[0])

test('O1 changes go out in the order in which they were made, each once', () => {
  const outbox = filled(1, 1)
  expect(rseqs(outbox.takeBatch())).toEqual([1, 2])
  expect(outbox.takeBatch()).toEqual([])
  outbox.add(change(3))
  expect(outbox.hasUnsent).toBe(true)
  expect(rseqs(outbox.takeBatch())).toEqual([3])
  expect(outbox.inFlight).toBe(3)
})

describe('O2 a batch is what one push may hold', () => {
  test('in bytes', () => {
    const half = limits.maxPushBytes / 2
    const outbox = filled(half, half, 1)
    expect(rseqs(outbox.takeBatch())).toEqual([1, 2])
    expect(rseqs(outbox.takeBatch())).toEqual([3])
  })

  test('a change that is larger than a batch goes alone', () => {
    const outbox = filled(1, limits.maxPushBytes + 1, 1)
    expect([outbox.takeBatch(), outbox.takeBatch(), outbox.takeBatch()].map(rseqs)).toEqual([[1], [2], [3]])
  })

  test('in changes', () => {
    const outbox = filled(...new Array<number>(limits.maxPushChanges + 1).fill(1))
    expect(outbox.takeBatch()).toHaveLength(limits.maxPushChanges)
    expect(outbox.takeBatch()).toHaveLength(1)
  })
})

test('O3 a change leaves only by its own name', () => {
  const outbox = filled(1, 1)
  expect(outbox.confirm({ replica: 8, rseq: 1 })).toBe(false)
  expect(outbox.confirm({ replica: 7, rseq: 3 })).toBe(false)
  expect(outbox.confirm({ replica: 7, rseq: 1 })).toBe(true)
  expect(outbox.confirm({ replica: 7, rseq: 1 })).toBe(false)
  expect(outbox.find({ replica: 7, rseq: 2 })?.rseq).toBe(2)
  expect(outbox.find({ replica: 7, rseq: 1 })).toBe(null)
  expect(outbox.size).toBe(1)
})

test('O4 the oldest one is the first without an echo', () => {
  const outbox = filled(1, 1)
  expect(outbox.oldest?.madeAt).toBe(1001)
  outbox.confirm({ replica: 7, rseq: 1 })
  expect(outbox.oldest?.madeAt).toBe(1002)
  outbox.confirm({ replica: 7, rseq: 2 })
  expect(outbox.oldest).toBe(null)
})

test('O5 after rewind everything goes out again, in the same bytes', () => {
  const outbox = filled(1, 2, 3)
  const first = outbox.takeBatch()
  outbox.confirm({ replica: 7, rseq: 1 })
  outbox.rewind()
  expect(outbox.inFlight).toBe(0)
  expect(outbox.takeBatch()).toEqual(first.slice(1))
})

test('O6 cleared, it is as new', () => {
  const outbox = filled(1, 1)
  outbox.takeBatch()
  expect(outbox.clear().map((entry) => entry.rseq)).toEqual([1, 2])
  expect([outbox.size, outbox.inFlight, outbox.hasUnsent]).toEqual([0, 0, false])
  outbox.add(change(3))
  expect(rseqs(outbox.takeBatch())).toEqual([3])
})

test('O7 in flight are the first ones, whatever is confirmed in whatever order', () => {
  const step = fc.oneof(
    fc.constant('add' as const),
    fc.constant('take' as const),
    fc.constant('rewind' as const),
    fc.record({ confirm: fc.nat(20) }),
  )
  const holds = (steps: (string | { confirm: number })[]) => {
    const outbox = new Outbox()
    const sent = new Set<number>()
    let made = 0
    for (const action of steps) {
      if (action === 'add') outbox.add(change(++made))
      else if (action === 'take') for (const payload of outbox.takeBatch()) sent.add(payload[0] ?? 0)
      else if (action === 'rewind') {
        outbox.rewind()
        sent.clear()
      } else if (typeof action === 'object') {
        outbox.confirm({ replica: 7, rseq: action.confirm })
        sent.delete(action.confirm)
      }
      const waiting = outbox.changes.map((entry) => entry.rseq)
      expect(waiting.slice(0, outbox.inFlight)).toEqual([...sent].sort((a, b) => a - b))
      expect(outbox.inFlightBytes).toBe(10 * sent.size)
      expect(outbox.hasUnsent).toBe(waiting.length > sent.size)
    }
  }
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), holds))
})
