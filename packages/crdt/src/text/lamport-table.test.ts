import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReplicaId } from '../id.ts'
import { Prng } from '../testing/prng.ts'
import { LamportTable } from './lamport-table.ts'

describe('times', () => {
  test('are what was recorded of each code unit, in as few runs as there can be', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const replicas = [1, 2, 3, 1_000].slice(0, 1 + prng.int(4))
        const twin = new Map<ReplicaId, number[]>(replicas.map((replica) => [replica, []]))
        let table = new LamportTable()
        let latest = 0
        for (let step = 0; step < 60; step++) {
          const replica = prng.pick(replicas)
          const times = twin.get(replica) ?? []
          const last = times.at(-1) ?? 0
          const lamport = (prng.chance(0.4) ? Math.max(latest, last) + prng.int(3) : last) + 1
          table.record(replica, times.length, lamport)
          for (let count = 1 + prng.int(4), at = 0; at < count; at++) times.push(lamport + at)
          latest = Math.max(latest, times.at(-1) ?? 0)
          if (prng.chance(0.05)) {
            table = LamportTable.of(replicas.map((other) => [other, table.runsOf(other)]))
          }
        }
        for (const [replica, times] of twin) {
          for (const [counter, time] of times.entries()) {
            if (table.timeOf({ replica, counter }) !== time) throw new Error(`${replica}:${counter}`)
          }
          const aheads = times.map((time, counter) => time - counter)
          const runs = aheads.flatMap((ahead, counter) => (ahead === aheads[counter - 1] ? [] : [{ counter, ahead }]))
          expect(table.runsOf(replica)).toEqual(runs)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('of somebody who inserted nothing are none, and have no answer', () => {
    const table = new LamportTable()
    expect(table.runsOf(1)).toEqual([])
    expect(() => table.timeOf({ replica: 1, counter: 0 })).toThrow()
    expect(() => table.record(1, 1, 2)).toThrow()
    table.record(1, 0, 5)
    expect(() => table.record(1, 1, 5)).toThrow()
  })
})
