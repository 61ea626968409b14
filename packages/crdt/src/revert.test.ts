import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from './change.ts'
import { editOfRevert, type RevertPlan, RevertPlanner } from './revert.ts'
import type { TandemDoc } from './tandem-doc.ts'
import { applyEdit } from './testing/apply-edit.ts'
import { docOf, erase, insert } from './testing/doc-of.ts'
import { Prng } from './testing/prng.ts'
import { hostileChange, randomChange } from './testing/random-edits.ts'
import { SlowRevert } from './testing/slow-revert.ts'

/** What takes back what the author with this replica did in the changes of a log behind the first `since`. */
function planOf(log: readonly Change[], since: number, author: number): RevertPlan {
  const planner = new RevertPlanner(docOf(90, log.slice(0, since)))
  for (const change of log.slice(since)) planner.add(change, change.replica === author)
  return planner.plan()
}

/** The log that people write who see each other's changes late. */
function logOf(prng: Prng, length: number, people: readonly TandemDoc[], write: (doc: TandemDoc) => Change): Change[] {
  const log: Change[] = []
  while (log.length < length) {
    const person = prng.pick(people)
    if (prng.chance(0.4)) person.apply(log)
    log.push(write(person))
  }
  return log
}

const seeds = { seed: fc.integer(), length: fc.integer({ min: 1, max: 40 }), place: fc.nat() }

test('R1 R2 R3 exactly the surviving text of the author goes, and exactly what they alone deleted comes back, where it was', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.record({ ...seeds, later: fc.nat(8) }), ({ seed, length, place, later }) => {
      const prng = new Prng(seed)
      let next = 0x4e00
      // Each character is there once, so that a text tells which ones survive.
      const write = (doc: TandemDoc) => {
        const at = prng.int(doc.length + 1)
        if (doc.length > at && prng.chance(0.45)) return erase(doc, at, at + 1 + prng.int(Math.min(6, doc.length - at)))
        next += 3
        return insert(doc, at, String.fromCharCode(next, next + 1, next + 2))
      }
      const people = [docOf(1), docOf(2), docOf(3)]
      const log = logOf(prng, length, people, write)
      const since = place % (length + 1)
      const plan = planOf(log, since, 1)
      // What is written after the plan was made does not change what it means.
      const rest = logOf(
        prng,
        later,
        people.map(({ replica }) => docOf(replica ?? 0, log)),
        write,
      )
      const doc = docOf(91, [...log, ...rest])
      const edit = editOfRevert(doc, plan)
      expect(applyEdit(doc.toString(), edit)).toBe(new SlowRevert(log, since, 1, rest).text)
      if (edit.length > 0) doc.edit(edit)
    }),
    { numRuns: 200 },
  )
})

test('R4 R5 texts that look alike: what is left is well formed, and then there is nothing left to do, by whomever', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.record(seeds), ({ seed, length, place }) => {
      const prng = new Prng(seed)
      const log = logOf(prng, length, [docOf(1), docOf(2), docOf(4)], (doc) => {
        if (doc.replica !== 4) return randomChange(prng, doc)
        const change = hostileChange(prng, doc, 4)
        doc.apply([change])
        return change
      })
      const since = place % (length + 1)
      const doc = docOf(3, log)
      const plan = planOf(log, since, 1)
      const edit = editOfRevert(doc, plan)
      const change = edit.length > 0 ? [doc.edit(edit)] : []
      expect(planOf([...log, ...change], since, 1)).toEqual({ deletions: [], insertions: [], known: [] })
      // Somebody else looked at the same, and does it after me.
      expect(editOfRevert(docOf(5, [...log, ...change]), plan)).toEqual([])
    }),
    {
      numRuns: 200,
      // Two that were deleted at different times, of which the first was typed again in between, become one gap.
      examples: [[{ seed: 87377793, length: 35, place: 0 }]],
    },
  )
})

describe('cases', () => {
  /** Alice writes "one two three", Bob comes, and then the case. */
  function after(play: (alice: TandemDoc, bob: TandemDoc, both: (change: Change) => void) => void): string {
    const alice = docOf(2)
    const log: Change[] = [insert(alice, 0, 'one two three')]
    const bob = docOf(1, log)
    play(alice, bob, (change) => {
      log.push(change)
      for (const doc of [alice, bob]) doc.apply([change])
    })
    const doc = docOf(3, log)
    return applyEdit(doc.toString(), editOfRevert(doc, planOf(log, 1, 1)))
  }

  test('R2 what was deleted by both stays deleted, whoever was first', () => {
    const text = after((alice, bob, both) => {
      const [hers, his] = [erase(alice, 0, 4), erase(bob, 2, 8)]
      both(hers)
      both(his)
    })
    expect(text).toBe('two three')
  })

  test('R3 what others wrote inside of his text stays', () => {
    const text = after((alice, bob, both) => {
      both(insert(bob, 3, ' [his]'))
      both(insert(alice, 6, 'hers'))
    })
    expect(text).toBe('onehers two three')
  })

  test('R4 what he deleted and typed again himself is left alone', () => {
    const text = after((_, bob, both) => {
      both(erase(bob, 4, 8))
      both(insert(bob, 4, 'two and '))
    })
    expect(text).toBe('one two three')
  })

  test('R4 what looks the same but was there before he deleted comes back all the same', () => {
    const text = after((alice, bob, both) => {
      both(insert(alice, 4, 'two '))
      both(erase(bob, 8, 12))
    })
    expect(text).toBe('one two two three')
  })

  test('R4 what was put back after the plan was made does not come back twice; what looks the same and was there does not count', () => {
    const alice = docOf(2)
    const log = [insert(alice, 0, 'one two two three')]
    const bob = docOf(1, log)
    log.push(erase(bob, 4, 8))
    const plan = planOf(log, 1, 1)
    const [carol, dave] = [docOf(4, log), docOf(5, log)]
    const first = carol.edit(editOfRevert(carol, plan))
    expect(carol.toString()).toBe('one two two three')
    expect(editOfRevert(dave, plan)).not.toEqual([])
    dave.apply([first])
    expect(editOfRevert(dave, plan)).toEqual([])
    // Taken back again, it is gone like before.
    dave.edit([{ from: 4, to: 8, insert: '' }])
    expect(applyEdit(dave.toString(), editOfRevert(dave, plan))).toBe('one two two three')
  })

  test('R4 what was put back once is not taken for two things that were put back', () => {
    const text = after((alice, bob, both) => {
      both(erase(bob, 6, 7))
      both(erase(bob, 0, 1))
      both(insert(alice, 1, 'o'))
      both(erase(alice, 2, 6))
      both(erase(alice, 0, 1))
      expect(alice.toString()).toBe('o three')
    })
    expect(text).toBe('oo three')
  })
})

test('R6 an operation that names the same code units again and again is looked at once', () => {
  const alice = docOf(2)
  const bob = docOf(1)
  const text = insert(alice, 0, 'x'.repeat(1_000_000))
  bob.apply([text])
  const planner = new RevertPlanner(docOf(3, [text]))
  const gone = erase(bob, 0, 1_000_000)
  for (let time = 0; time < 5_000; time++) planner.add({ ...gone, rseq: time + 1 }, true)
  expect(planner.plan().insertions.map((insertion) => insertion.text.length)).toEqual([1_000_000])
})
