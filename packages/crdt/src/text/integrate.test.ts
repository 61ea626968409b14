import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '../change.ts'
import type { Id } from '../id.ts'
import type { InsertOperation } from '../operation.ts'
import type { TandemDoc } from '../tandem-doc.ts'
import { checkDoc } from '../testing/check-doc.ts'
import { docOf, insert } from '../testing/doc-of.ts'
import { NaiveText } from '../testing/naive-text.ts'
import { Prng } from '../testing/prng.ts'

function twinOf(changes: readonly Change[]): string {
  const twin = new NaiveText()
  for (const change of changes) twin.apply(change)
  return twin.toString()
}

/** A change that inserts `text` between two counters of replica 1; `null` is the start or the end. */
function forged(
  { replica, lamport }: { readonly replica: number; readonly lamport: number },
  left: number | null,
  right: number | null,
  text: string,
): Change {
  const id = (counter: number | null): Id | null => (counter === null ? null : { replica: 1, counter })
  return {
    replica,
    rseq: 1,
    lamport,
    counter: 0,
    operations: [{ kind: 'insert', left: id(left), right: id(right), text }],
  }
}

/** All orders of the lists' elements in which each list stays in its order and `allowed` holds before each step. */
function* interleavings<T>(
  lists: readonly (readonly T[])[],
  allowed: (done: readonly T[], next: T) => boolean,
  done: readonly T[] = [],
): IterableIterator<readonly T[]> {
  if (lists.every((list) => list.length === 0)) yield done
  for (const [at, [next]] of lists.entries()) {
    if (next === undefined || !allowed(done, next)) continue
    const rest = lists.map((list, other) => (other === at ? list.slice(1) : list))
    yield* interleavings(rest, allowed, [...done, next])
  }
}

describe('what is typed here', { timeout: 60_000 }, () => {
  test('O1 names the visible neighbour on the left and what follows it, deleted or not', () => {
    const doc = docOf(1)
    insert(doc, 0, 'abcd')
    doc.edit([{ from: 1, to: 3, insert: '' }])
    const [operation] = insert(doc, 1, 'x').operations
    expect(operation).toEqual({
      kind: 'insert',
      left: { replica: 1, counter: 0 },
      right: { replica: 1, counter: 1 },
      text: 'x',
    })
    expect(insert(doc, 0, 'y').operations).toMatchObject([{ left: null, right: { counter: 0 } }])
    expect(insert(doc, doc.length, 'z').operations).toMatchObject([{ left: { counter: 3 }, right: null }])
  })

  test('O2 stands exactly where it was typed, here and with whoever applies it', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const doc = docOf(1)
        const other = docOf(2)
        let expected = ''
        for (let step = 0; step < 25; step++) {
          const from = prng.int(expected.length + 1)
          const to = Math.min(expected.length, from + prng.int(4))
          const text = prng.chance(0.3) && to > from ? '' : prng.pick(['a', 'bc', 'def'])
          expected = expected.slice(0, from) + text + expected.slice(to)
          other.apply([doc.edit([{ from, to, insert: text }])])
          expect(doc.toString()).toBe(expected)
          expect(other.toString()).toBe(expected)
          checkDoc(doc)
        }
        expect(other.snapshot()).toEqual(doc.snapshot())
      }),
      { numRuns: 100 },
    )
  })
})

describe('what is typed at once at one place', { timeout: 60_000 }, () => {
  const base = insert(docOf(1), 0, 'ab')
  test.each<[string, Change[], string]>([
    [
      'O4 the earlier stands left',
      [forged({ replica: 2, lamport: 4 }, 0, 1, 'X'), forged({ replica: 3, lamport: 3 }, 0, 1, 'Y')],
      'aYXb',
    ],
    [
      'O4 at one time the lower replica stands left',
      [forged({ replica: 3, lamport: 3 }, 0, 1, 'Y'), forged({ replica: 2, lamport: 3 }, 0, 1, 'X')],
      'aXYb',
    ],
    [
      'O3 the one with the farther right origin stands left',
      [forged({ replica: 2, lamport: 3 }, null, 0, 'X'), forged({ replica: 3, lamport: 4 }, null, null, 'Y')],
      'XabY',
    ],
    [
      'O3 farther right origin first, though later',
      [forged({ replica: 2, lamport: 3 }, 1, null, 'X'), forged({ replica: 3, lamport: 4 }, 1, null, 'Y')],
      'abXY',
    ],
    [
      'O5 a right origin before the left one counts as the end',
      [forged({ replica: 2, lamport: 3 }, 1, 0, 'X'), forged({ replica: 3, lamport: 4 }, 1, null, 'Y')],
      'abXY',
    ],
    [
      'O5 so does the left origin itself',
      [forged({ replica: 2, lamport: 4 }, 1, 1, 'X'), forged({ replica: 3, lamport: 3 }, 1, null, 'Y')],
      'abYX',
    ],
    [
      'O5 so does what was typed behind the left origin, but not directly',
      [forged({ replica: 2, lamport: 3 }, null, 1, 'X')],
      'abX',
    ],
  ])('%s', (_, changes, expected) => {
    for (const order of [changes, changes.toReversed()]) {
      const doc = docOf(9, [base, ...order])
      expect(doc.toString()).toBe(expected)
      checkDoc(doc)
    }
    expect(twinOf([base, ...changes])).toBe(expected)
  })

  test('O3 O4 typing on behind something deleted is a run of its own: its right origin is another', () => {
    const a = docOf(3, [])
    const typed = insert(a, 0, 'ab')
    const between = insert(docOf(2, [typed]), 2, 'X')
    a.apply([between])
    const erased = a.edit([{ from: 2, to: 3, insert: '' }])
    const later = insert(a, 2, 'c')
    const rival = insert(docOf(1, [typed, between]), 2, 'Y')
    const base = [typed, between, erased]
    for (const order of [
      [later, rival],
      [rival, later],
    ]) {
      const doc = docOf(9, [...base, ...order])
      expect(doc.toString()).toBe('abYc')
      checkDoc(doc)
    }
    expect(twinOf([...base, later, rival])).toBe('abYc')
  })

  test('O7 runs of two or three replicas, typed forwards or backwards, come out in one piece each', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const before = insert(docOf(9), 0, 'the place is in here')
        const place = prng.int(21)
        const names = ['a', 'b', 'c'].slice(0, 2 + prng.int(2))
        const runs = names.map((name, at) => {
          const doc = docOf(at + 1, [before])
          const backwards = prng.chance(0.5)
          const letters = Array.from({ length: 2 + prng.int(6) }, (_, count) => `${name.toUpperCase()}${count}`)
          const changes = letters.map((text, count) => insert(doc, place + (backwards ? 0 : 2 * count), text))
          return { changes, text: (backwards ? letters.toReversed() : letters).join('') }
        })
        // Mixed at random, but each replica's own in order.
        const turns = prng.shuffle(runs.flatMap(({ changes }, at) => changes.map(() => at)))
        const queues = runs.map(({ changes }) => [...changes])
        const doc = docOf(10, [before])
        for (const at of turns) doc.apply(queues[at]?.splice(0, 1) ?? [])
        for (const { text } of runs) expect(doc.toString()).toContain(text)
      }),
      { numRuns: 300 },
    )
  })

  test('O7 two runs that began at one place come out in one piece each, whatever order their keystrokes arrive in', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const docs = [docOf(1), docOf(2)] as const
        const backwards = [prng.chance(0.5), prng.chance(0.5)] as const
        const place = [0, 0]
        const texts = ['', '']
        const sent: Change[] = []
        for (let step = 0; step < 16; step++) {
          const at = prng.int(2) === 0 ? 0 : 1
          const letter = at === 0 ? String(step % 10) : 'abcdefghijklmnop'.charAt(step)
          const change = insert(docs[at], place[at] ?? 0, letter)
          texts[at] = backwards[at] ? letter + texts[at] : texts[at] + letter
          if (!backwards[at]) place[at] = (place[at] ?? 0) + 1
          sent.push(change)
        }
        const merged = docOf(3, prng.shuffle(sent))
        for (const text of texts) expect(merged.toString()).toContain(text)
      }),
      { numRuns: 200 },
    )
  })
})

describe('all interleavings of small cases', { timeout: 60_000 }, () => {
  type Script = readonly [number, number]
  const base = insert(docOf(9), 0, 'ab')

  /** 0: at the start; 1: in the middle; 2: at the end; 3: delete the first character. */
  function act(doc: TandemDoc, kind: number, letter: string): Change {
    if (kind === 3) return doc.edit([{ from: 0, to: 1, insert: '' }])
    return insert(doc, kind === 0 ? 0 : kind === 1 ? 1 : doc.length, letter)
  }

  const kinds = [0, 1, 2, 3]
  const scripts: Script[] = kinds.flatMap((first) => kinds.map((second): Script => [first, second]))

  test('C7 O3 three replicas with two changes each, all at once: every order of arrival ends in the tree of the twin', () => {
    const middle = scripts.filter(([first, second]) => first === 1 || second === 3)
    let cases = 0
    for (const a of middle) {
      for (const b of middle) {
        for (const c of [scripts[0], scripts[5], scripts[7]]) {
          if (c === undefined) continue
          const lists = [a, b, c].map(([first, second], at) => {
            const doc = docOf(at + 1, [base])
            return [act(doc, first, 'xyz'.charAt(at)), act(doc, second, 'XYZ'.charAt(at))]
          })
          const expected = twinOf([base, ...lists.flat()])
          for (const order of interleavings(lists, () => true)) {
            expect(docOf(4, [base, ...order]).toString()).toBe(expected)
            cases += 1
          }
        }
      }
    }
    expect(cases).toBe(middle.length ** 2 * 3 * 90)
  })

  test('C7 O3 three replicas with two changes each, the second after any of what the others did first', () => {
    const pairs: Script[] = [
      [1, 1],
      [2, 1],
      [1, 2],
    ]
    for (const script of pairs) {
      for (let knowledge = 0; knowledge < 64; knowledge++) {
        const docs = [1, 2, 3].map((replica) => docOf(replica, [base]))
        const firsts = docs.map((doc, at) => act(doc, script[0], 'xyz'.charAt(at)))
        const knows = (at: number, other: number) =>
          other === at || ((knowledge >> (2 * at)) & (1 << ((other - at + 2) % 3))) !== 0
        const seconds = docs.map((doc, at) => {
          doc.apply(firsts.filter((_, other) => knows(at, other)))
          return act(doc, script[1], 'XYZ'.charAt(at))
        })
        const lists = firsts.map((first, at) => [first, ...seconds.slice(at, at + 1)])
        const expected = twinOf([base, ...firsts, ...seconds])
        const isCausal = (done: readonly Change[], next: Change) =>
          next.rseq === 1 || firsts.every((first, other) => !knows(next.replica - 1, other) || done.includes(first))
        for (const order of interleavings(lists, isCausal)) {
          expect(docOf(4, [base, ...order]).toString()).toBe(expected)
        }
      }
    }
  })
})

describe('what no honest replica writes', { timeout: 60_000 }, () => {
  test('O3 O5 any origins whatever give the place that the tree of the twin gives, in any causal order', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const next = [0, 0, 0, 0]
        const time = [0, 0, 0, 0]
        const log: Change[] = []
        for (let step = 1; step <= 14; step++) {
          const replica = 1 + prng.int(3)
          const counter = next[replica] ?? 0
          const anyId = (): Id | null => {
            const author = 1 + prng.int(3)
            const count = next[author] ?? 0
            return count === 0 || prng.chance(0.15) ? null : { replica: author, counter: prng.int(count) }
          }
          const text = 'abcdefghijklmnopqrstuvwxyz'.slice(step, step + 1 + prng.int(3))
          const operation: InsertOperation = { kind: 'insert', left: anyId(), right: anyId(), text }
          const rseq = log.filter((change) => change.replica === replica).length + 1
          // Each replica's time goes on, but heeds nobody else's: equal times, and times before what is referred to.
          const lamport = (time[replica] ?? 0) + 1 + prng.int(3)
          log.push({ replica, rseq, lamport, counter, operations: [operation] })
          time[replica] = lamport + text.length - 1
          next[replica] = counter + text.length
        }
        const expected = twinOf(log)
        for (const order of [log, log.toReversed(), prng.shuffle(log), prng.shuffle(log)]) {
          const doc = docOf(4)
          for (const change of order) {
            doc.apply([change])
            checkDoc(doc)
          }
          expect(doc.toString()).toBe(expected)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('O6 deletions are idempotent, may meet, and may name what is gone', () => {
    const doc = docOf(1)
    const typed = insert(doc, 0, 'abcdef')
    const erase = (replica: number, counter: number, length: number): Change => ({
      replica,
      rseq: 1,
      lamport: 7,
      counter: 0,
      operations: [{ kind: 'delete', replica: 1, counter, length }],
    })
    const erasures = [erase(2, 1, 3), erase(3, 2, 3), erase(4, 2, 1), erase(5, 0, 6)]
    const b = docOf(9, [typed])
    expect(erasures.map((change) => [b.apply([change]).edit, b.toString()])).toEqual([
      [[{ from: 1, to: 4, insert: '' }], 'aef'],
      [[{ from: 1, to: 2, insert: '' }], 'af'],
      [[], 'af'],
      [[{ from: 0, to: 2, insert: '' }], ''],
    ])
    expect(docOf(9, [typed, ...erasures.toReversed()]).snapshot()).toEqual(b.snapshot())
  })
})
