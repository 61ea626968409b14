import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { type Change, InvalidChange } from './change.ts'
import { DecodeError } from './codec/decode-error.ts'
import { DocHistory, LogOutOfOrder } from './history.ts'
import { TandemDoc } from './tandem-doc.ts'
import { applyEdit } from './testing/apply-edit.ts'
import { docOf } from './testing/doc-of.ts'
import { Prng } from './testing/prng.ts'
import { hostileChange, randomChange, typedChanges } from './testing/random-edits.ts'
import { SlowHistory } from './testing/slow-history.ts'

/** A log as a server has it: two people who see each other's changes late, and one who writes what nobody honest would. */
function randomLog(prng: Prng, length: number): readonly Change[] {
  const log: Change[] = []
  const server = new TandemDoc()
  const people = [docOf(1), docOf(2)]
  while (log.length < length) {
    const person = prng.pick(people)
    if (prng.chance(0.3)) person.apply(log)
    const change = prng.chance(0.2) ? hostileChange(prng, server, 3) : randomChange(prng, person)
    server.apply([change])
    log.push(change)
  }
  return log
}

function expectAt(history: DocHistory, slow: SlowHistory, seq: number): void {
  const { text, properties } = slow.at(seq)
  expect(history.textAt(seq)).toBe(text)
  const doc = history.docAt(seq)
  expect(doc.toString()).toBe(text)
  expect(doc.properties.entries()).toEqual(properties)
  expect(history.blameAt(seq)).toEqual(slow.blameAt(seq, history.start))
}

describe('the past of a random log', { timeout: 60_000 }, () => {
  test('H2 H3 H4 is what the slow twin kept of it, from the first seq and from a base', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 25 }), fc.nat(), (seed, length, place) => {
        const prng = new Prng(seed)
        const log = randomLog(prng, length)
        const slow = new SlowHistory(log)
        const start = place % (length + 1)
        const whole = DocHistory.of(log)
        const rest = DocHistory.of(log.slice(start), { seq: start, state: whole.docAt(start).snapshot() })
        for (const history of [whole, rest]) {
          expect([history.start, history.head]).toEqual([history === whole ? 0 : start, length])
          for (let count = 0; count < 8; count++) {
            const seq = history.start + prng.int(length - history.start + 1)
            const other = history.start + prng.int(length - history.start + 1)
            expectAt(history, slow, seq)
            const edit = history.editBetween(seq, other)
            expect(edit).toEqual(slow.editBetween(seq, other))
            expect(applyEdit(history.textAt(seq), edit)).toBe(history.textAt(other))
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('H2 H3 H4 is the same beyond many checkpoints, wherever one goes', () => {
    const prng = new Prng(5)
    const a = docOf(1)
    const b = docOf(2)
    const log: Change[] = []
    while (log.length < 2200) {
      const typed = [...typedChanges(prng, a, 40), ...typedChanges(prng, b, 40)]
      for (const doc of [a, b]) doc.apply(typed)
      log.push(...typed)
    }
    const slow = new SlowHistory(log)
    const history = DocHistory.of(log)
    const places = [0, 1023, 1024, 1025, 2048, log.length]
    for (const seq of [...places, ...places.toReversed(), ...prng.shuffle(places)]) {
      expectAt(history, slow, seq)
      const other = prng.int(log.length + 1)
      expect(history.editBetween(seq, other)).toEqual(slow.editBetween(seq, other))
    }
  })
})

describe('documents of the past', () => {
  test('H2 a document of the past is one of its own: editing it does not change the history', () => {
    const a = docOf(1)
    const history = DocHistory.of([a.edit([{ from: 0, to: 0, insert: 'one' }]), a.setProperty('k', 1)])
    const copy = history.docAt(1)
    copy.become(2)
    copy.edit([{ from: 0, to: 3, insert: 'two' }])
    copy.setProperty('k', 2)
    expect(history.textAt(1)).toBe('one')
    expect([history.docAt(1).properties.get('k'), history.docAt(2).properties.get('k')]).toEqual([undefined, 1])
  })

  test('H2 the log may grow afterwards: the history is that of the moment', () => {
    const a = docOf(1)
    const log = [a.edit([{ from: 0, to: 0, insert: 'one' }])]
    const history = DocHistory.of(log)
    log.push(a.edit([{ from: 3, to: 3, insert: ' two' }]))
    expect([history.head, history.textAt(1)]).toEqual([1, 'one'])
  })
})

test('H4 blame: one row per line', () => {
  const a = docOf(7)
  const b = docOf(8)
  const log = [
    a.edit([{ from: 0, to: 0, insert: 'abc' }]),
    a.edit([{ from: 3, to: 3, insert: 'def' }]),
    a.edit([{ from: 1, to: 2, insert: '' }]),
    a.edit([{ from: 5, to: 5, insert: 'g' }]),
  ]
  b.apply(log)
  log.push(b.edit([{ from: 2, to: 3, insert: 'XY' }]), b.setProperty('k', true))
  const whole = [
    { from: 0, to: 2, replica: 7, seq: 1 },
    { from: 2, to: 4, replica: 8, seq: 5 },
    { from: 4, to: 6, replica: 7, seq: 2 },
    { from: 6, to: 7, replica: 7, seq: 4 },
  ]
  const history = DocHistory.of(log)
  expect(history.textAt(6)).toBe('acXYefg')
  expect(history.blameAt(6)).toEqual(whole)
  const base = { seq: 3, state: history.docAt(3).snapshot() }
  expect(DocHistory.of(log.slice(3), base).blameAt(6)).toEqual(
    whole.map((run) => ({ ...run, seq: Math.max(3, run.seq) })),
  )
})

describe('what is refused', () => {
  const a = docOf(1)
  const first = a.edit([{ from: 0, to: 0, insert: 'abc' }])
  const second = a.edit([{ from: 0, to: 1, insert: '' }])
  const property = a.setProperty('k', 1)
  const third = a.edit([{ from: 2, to: 2, insert: 'd' }])
  const b = docOf(2, [first])
  const reply = b.edit([{ from: 3, to: 3, insert: '!' }])

  test.each([
    ['that leaves a change of a replica out', [second], 1],
    ['with a change of a replica before the one before it', [second, first], 1],
    ['with a reply before what it replies to', [reply, first], 1],
    ['with a change twice', [first, reply, second, reply], 4],
  ])('H5 a log %s, naming the row', (_, log, seq) => {
    expect(() => DocHistory.of(log)).toThrow(expect.objectContaining({ name: 'LogOutOfOrder', seq }))
  })

  test('H5 a log that repeats what its base has', () => {
    const base = { seq: 40, state: docOf(3, [first]).snapshot() }
    expect(DocHistory.of([second, reply], base).textAt(42)).toBe('bc!')
    expect(() => DocHistory.of([second, first], base)).toThrow(new LogOutOfOrder(42))
  })

  test.each([
    ['a malformed change', { ...third, operations: [] }, 'malformed'],
    ['a counter that is not the next', { ...third, counter: 4, lamport: 9 }, 'counter'],
    ['a time that is taken', { ...third, lamport: property.lamport }, 'lamport'],
  ])('H5 a log with %s', (_, change, reason) => {
    const refused = expect.objectContaining({ name: 'InvalidChange', reason })
    const log = [first, second, property, change]
    expect(() => DocHistory.of(log)).toThrow(refused)
    expect(() => DocHistory.of(log)).toThrow(InvalidChange)
  })

  test('H5 a base that is not a snapshot', () => {
    expect(() => DocHistory.of([], { seq: 1, state: new Uint8Array([1, 2, 3]) })).toThrow(DecodeError)
  })

  test.each([-1, 4, 7, 5.5, Number.NaN, Number.POSITIVE_INFINITY])('H5 seq %d of a history from 5 to 6', (seq) => {
    const history = DocHistory.of([second], { seq: 5, state: docOf(3, [first]).snapshot() })
    const calls = [
      () => history.textAt(seq),
      () => history.docAt(seq),
      () => history.blameAt(seq),
      () => history.editBetween(5, seq),
      () => history.editBetween(seq, 6),
    ]
    for (const call of calls) expect(call).toThrow(RangeError)
    expect(history.textAt(6)).toBe('bc')
  })
})

describe('how much is replayed', () => {
  /** How many changes are applied meanwhile. */
  function replayed(work: () => void): number {
    const apply = vi.spyOn(TandemDoc.prototype, 'apply')
    work()
    const changes = apply.mock.calls.reduce((sum, [given]) => sum + given.length, 0)
    apply.mockRestore()
    return changes
  }

  test('H6 few changes to a place where the document was, one to the next seq', () => {
    const log = typedChanges(new Prng(9), docOf(1), 2500)
    const history = DocHistory.of(log)
    expect(replayed(() => history.textAt(2400))).toBe(2400)
    expect(replayed(() => history.textAt(2500))).toBe(100)
    expect(replayed(() => history.textAt(2100))).toBe(52)
    expect(replayed(() => history.editBetween(2100, 2101))).toBe(1)
    expect(replayed(() => history.blameAt(2101))).toBe(0)
    expect(replayed(() => history.textAt(2047))).toBe(1023)
    expect(replayed(() => history.docAt(1024))).toBe(0)
    expect(replayed(() => history.editBetween(1030, 1024))).toBe(6)
    expect(replayed(() => history.textAt(2050))).toBe(2)

    const rest = DocHistory.of(log.slice(500), { seq: 500, state: history.docAt(500).snapshot() })
    expect(replayed(() => rest.textAt(2500))).toBe(2000)
    expect(replayed(() => rest.textAt(1526))).toBe(2)
  })

  test('H6 the checkpoints of a long log are farther apart, so that there are not more than 32', () => {
    const history = DocHistory.of(typedChanges(new Prng(9), docOf(1), 33_000))
    history.textAt(2 * 1032)
    expect(replayed(() => history.textAt(2 * 1032 - 1))).toBe(1031)
    expect(replayed(() => history.textAt(1032))).toBe(0)
  })
})
