import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Id, ReplicaId } from '../id.ts'
import { Prng } from '../testing/prng.ts'
import { sameId } from '../testing/same-id.ts'
import { SerialTable } from './serial-table.ts'

/** The slow twin: every code unit with its serial, as `take` gave them. */
class Twin {
  readonly names = new Map<number, Id>()
  readonly #serials = new Map<ReplicaId, number[]>()

  serialsOf(replica: ReplicaId): readonly number[] {
    return this.#serials.get(replica) ?? []
  }

  note(replica: ReplicaId, first: number, count: number): void {
    const serials = this.#serials.get(replica) ?? []
    this.#serials.set(replica, serials)
    for (let serial = first; serial < first + count; serial++) {
      if (this.names.has(serial)) throw new Error(`serial ${serial} is given twice`)
      this.names.set(serial, { replica, counter: serials.length })
      serials.push(serial)
    }
  }
}

function compareAll(table: SerialTable, twin: Twin, replicas: readonly ReplicaId[]): void {
  for (const [serial, id] of twin.names) {
    const isNamed = table.replicaOf(serial) === id.replica && table.counterOf(serial) === id.counter
    const before = twin.names.get(serial - 1)
    const goesOn = before?.replica === id.replica && before.counter === id.counter - 1
    const isSame = isNamed && sameId(table.idOf(serial), id) && table.serialOf(id.replica, id.counter) === serial
    if (!isSame || table.beginsBlock(serial) === goesOn) throw new Error(`serial ${serial}`)
  }
  for (const replica of replicas) {
    const serials = twin.serialsOf(replica)
    expect([table.count(replica), table.newest(replica)]).toEqual([serials.length, serials.at(-1) ?? -1])
    expect(serials).toEqual(serials.toSorted((a, b) => a - b))
  }
}

/** How many blocks the code units of a replica are in. */
function blocksOf(table: SerialTable, replica: ReplicaId): number {
  let blocks = 0
  for (let counter = 0; counter < table.count(replica); counter++) {
    if (table.beginsBlock(table.serialOf(replica, counter))) blocks += 1
  }
  return blocks
}

describe('serials', { timeout: 60_000 }, () => {
  test('lead from code units to names and back, whoever writes how much and whenever', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const replicas = prng.shuffle([1, 2, 3, 70, 2 ** 31 - 1, 9, 8, 7]).slice(0, 1 + prng.int(8))
        const twin = new Twin()
        const opened = prng.chance(0.5) ? replicas.slice(0, prng.int(replicas.length + 1)) : []
        let next = 0
        const counts = opened.map((replica): [ReplicaId, number] => [replica, prng.pick([0, 1, 2, 64, 65, 200])])
        const table = new SerialTable()
        for (const [replica, count] of counts) {
          table.addAuthor(replica, count, [])
          twin.note(replica, next, count)
          next += count
        }
        for (let step = 0; step < 60; step++) {
          const replica = prng.pick(replicas)
          const count = prng.pick([1, 1, 1, 2, 5, 31, 32, 62, 63, 64, 65, 130])
          twin.note(replica, table.take(replica, count, 1), count)
          const asked = prng.pick(replicas)
          const known = twin.serialsOf(asked)
          const counter = prng.int(known.length + 1)
          if (counter === known.length) expect(() => table.serialOf(asked, counter)).toThrow()
          else expect(table.serialOf(asked, counter)).toBe(known[counter])
        }
        compareAll(table, twin, replicas)
      }),
      { numRuns: 40 },
    )
  })

  test('of nothing are told from serial 0', () => {
    const table = new SerialTable()
    expect([table.idOf(-1), table.newest(1), table.count(1)]).toEqual([null, -1, 0])
    expect(table.take(5, 3, 1)).toBe(0)
    expect([table.idOf(-1), table.idOf(0), table.newest(5)]).toEqual([null, { replica: 5, counter: 0 }, 2])
  })

  test('of a lone author are one block', () => {
    const table = new SerialTable()
    for (let count = 1; count < 500; count++) expect(table.take(1, count, 1)).toBe((count * (count - 1)) / 2)
    expect(blocksOf(table, 1)).toBe(1)
  })

  test.each([1, 2, 32, 64])(
    'go on where another ended the block, until the room of 64 has no place for %d',
    (piece) => {
      const table = new SerialTable()
      table.take(1, 1, 1)
      expect(table.take(2, 1, 1)).toBe(65)
      for (let next = 1; next < 65; next += piece) expect(table.take(1, piece, 1)).toBe(next)
      expect(blocksOf(table, 1)).toBe(1)
      // Behind the other one and its room of 64.
      expect(table.take(1, 1, 1)).toBe(130)
      expect(blocksOf(table, 1)).toBe(2)
    },
  )

  test('that a room has too few of for what comes go on behind all others, and are lost', () => {
    const table = new SerialTable()
    table.take(1, 3, 1)
    table.take(2, 1, 1)
    expect([table.take(1, 65, 1), table.newest(1), table.take(1, 1, 1)]).toEqual([132, 196, 197])
    expect(table.serialOf(1, 2)).toBe(2)
    expect(table.serialOf(1, 3)).toBe(132)
  })

  test.each([2, 8])('of %d who take turns are in few blocks, however long it goes on', (size) => {
    const table = new SerialTable()
    for (let turn = 0; turn < 40_000; turn++) table.take(1 + (turn % size), 1 + ((turn * 7) % 5), 1)
    for (let replica = 1; replica <= size; replica++) {
      expect(blocksOf(table, replica)).toBeLessThanOrEqual(1 + Math.log2(table.count(replica) / 32))
    }
  })
})

describe('times', () => {
  test('are what was told of each code unit, in as few runs as there can be', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const replicas = [1, 2, 3, 1_000].slice(0, 1 + prng.int(4))
        const twin = new Map<ReplicaId, number[]>(replicas.map((replica) => [replica, []]))
        let table = new SerialTable()
        let latest = 0
        for (let step = 0; step < 60; step++) {
          const replica = prng.pick(replicas)
          const times = twin.get(replica) ?? []
          const last = times.at(-1) ?? 0
          const lamport = (prng.chance(0.4) ? Math.max(latest, last) + prng.int(3) : last) + 1
          const count = 1 + prng.int(4)
          table.take(replica, count, lamport)
          for (let at = 0; at < count; at++) times.push(lamport + at)
          latest = Math.max(latest, times.at(-1) ?? 0)
          if (prng.chance(0.05)) {
            const opened = new SerialTable()
            for (const other of replicas) opened.addAuthor(other, table.count(other), table.timesOf(other))
            table = opened
          }
        }
        for (const [replica, times] of twin) {
          for (const [counter, time] of times.entries()) {
            if (table.timeOf(table.serialOf(replica, counter)) !== time) throw new Error(`${replica}:${counter}`)
          }
          const aheads = times.map((time, counter) => time - counter)
          const runs = aheads.flatMap((ahead, counter) => (ahead === aheads[counter - 1] ? [] : [{ counter, ahead }]))
          expect(table.timesOf(replica)).toEqual(runs)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('of somebody who inserted nothing are none', () => {
    expect(new SerialTable().timesOf(1)).toEqual([])
  })
})
