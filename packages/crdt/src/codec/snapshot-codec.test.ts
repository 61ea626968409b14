import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '../change.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { checkDoc } from '../testing/check-doc.ts'
import { Prng } from '../testing/prng.ts'
import { hostileChange, randomChange, typedChanges } from '../testing/random-edits.ts'
import { DecodeError, type DecodeErrorCode } from './decode-error.ts'

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytes(source: string): Uint8Array {
  return Uint8Array.from(source.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function docOf(replica: number, changes: readonly Change[] = []): TandemDoc {
  const doc = new TandemDoc()
  doc.become(replica)
  doc.apply(changes)
  return doc
}

/** A few replicas' work on one document, some of it hostile. */
function history(seed: number, steps: number): { readonly doc: TandemDoc; readonly log: readonly Change[] } {
  const prng = new Prng(seed)
  const docs = [docOf(1), docOf(2), docOf(3)]
  const log: Change[] = []
  for (let step = 0; step < steps; step++) {
    const doc = prng.pick(docs)
    const change = prng.chance(0.2) ? hostileChange(prng, doc, 1) : randomChange(prng, doc)
    // The hostile change is signed by replica 1, so only its own document may make it.
    if (change.replica === 1 && doc.replica !== 1) continue
    doc.apply([change])
    log.push(change)
    if (prng.chance(0.3)) for (const other of docs) other.apply(log)
  }
  const doc = docOf(4, log)
  return { doc, log }
}

/** `a😀b` with the pair deleted and a `c` typed there by another, and two properties, one removed. */
function small(): TandemDoc {
  const a = docOf(1)
  const typed = a.edit([{ from: 0, to: 0, insert: 'a😀b' }])
  const erased = a.edit([{ from: 1, to: 3, insert: '' }])
  const b = docOf(3, [typed, erased])
  b.edit([{ from: 1, to: 1, insert: 'c' }])
  b.setProperty('k', 'v')
  b.removeProperty('r')
  return b
}

/** The bytes of `small()` when a deletion still took a tick, column by column. */
const columns = {
  version: '01',
  // Replica 1: 2 changes, 4 code units, time 5. Replica 3: 3 changes, 1 code unit, time 8.
  progress: '02 01020403 02030105',
  // The times of 1 run one ahead of its counters, those of 3 six.
  times: '01 0401 01 0106',
  // a, c, the pair (deleted), b; c stands behind its neighbour, the pair and b behind their own last one.
  flags: '04 02 18 05 06',
  authors: '01 00',
  lengths: '01 01 02 01',
  counters: '00 00 00 00',
  text: '03 616362',
  pairs: '01 00',
  properties: '02 016b 04 0176 01 07  0172 05 01 08',
  digest: '9b3121e21ecd0525',
}

/** What differs where a deletion takes none. */
const withoutTick: Partial<typeof columns> = {
  progress: '02 01020402 02030104',
  times: '01 0401 01 0105',
  properties: '02 016b 04 0176 01 06  0172 05 01 07',
}

function snapshotWith(changed: Partial<typeof columns>): Uint8Array {
  return bytes(Object.values({ ...columns, ...changed }).join(''))
}

describe('golden bytes', () => {
  test.each<[string, TandemDoc, Uint8Array]>([
    ['an empty document', new TandemDoc(), bytes('01 00 00 00 00 00 0000000000000000')],
    ['tombstones, a pair among them, two replicas, properties', small(), snapshotWith(withoutTick)],
    ['the same with a tick for the deletion', TandemDoc.fromSnapshot(snapshotWith({})), snapshotWith({})],
  ])('F8 %s', (_, doc, expected) => {
    expect(hex(doc.snapshot())).toBe(hex(expected))
    expect(hex(TandemDoc.fromSnapshot(expected).snapshot())).toBe(hex(expected))
  })

  test.each<[DecodeErrorCode, string, Partial<typeof columns>]>([
    ['version', 'another version', { version: '02' }],
    ['invalid', 'a replica twice', { progress: '02 01020403 00030105' }],
    ['invalid', 'fewer ticks than code units', { progress: '02 01020901 02030105' }],
    ['invalid', 'a replica without a change', { progress: '02 01000405 02030105' }],
    ['number', 'more replicas than bytes', { progress: 'ff01' }],
    ['invalid', 'times for fewer code units', { times: '01 0301 01 0106' }],
    ['number', 'times for more code units', { times: '01 0501 01 0106' }],
    ['invalid', 'a time later than the last', { times: '01 0403 01 0106' }],
    ['canonical', 'times in needless pieces', { times: '02 03010100 01 0106' }],
    ['invalid', 'a code unit that is missing', { lengths: '01 01 02 02', text: '04 61636264' }],
    ['invalid', 'a code unit twice', { counters: '00 00 01 00' }],
    ['number', 'a negative counter', { counters: '01 00 00 00' }],
    ['number', 'an item of nothing', { lengths: '01 01 02 00' }],
    ['number', 'an author that is not there', { authors: '02 00' }],
    ['invalid', 'a neighbour before the first', { flags: '04 0a 18 05 06' }],
    ['invalid', 'a left origin before counter 0', { flags: '04 06 18 05 06' }],
    ['invalid', 'a right origin behind the start', { flags: '04 12 18 05 06' }],
    ['invalid', 'text that is too long', { text: '04 61636264' }],
    ['invalid', 'text that is too short', { text: '02 6163' }],
    ['text', 'text that is ill-formed', { text: '03 6163ff' }],
    ['invalid', 'a pair past the tombstone', { pairs: '01 01' }],
    ['invalid', 'a pair without a tombstone', { pairs: '02 0000' }],
    ['digest', 'other text', { text: '03 616364' }],
    ['digest', 'another property', { properties: '02 016b 04 0177 01 07  0172 05 01 08' }],
    ['digest', 'another digest', { digest: '9b3121e21ecd0526' }],
    ['canonical', 'keys that descend', { properties: '02 0172 05 01 08  016b 04 0176 01 07' }],
    ['invalid', 'a property from the future', { properties: '02 016b 04 0176 01 09  0172 05 01 08' }],
    ['invalid', 'an unknown kind of value', { properties: '02 016b 06 01 07  0172 05 01 08' }],
    ['trailing', 'a byte too many', { digest: '9b3121e21ecd052500' }],
    ['truncated', 'a byte too few', { digest: '9b3121e21ecd05' }],
    // c's author is given although it is the same as a's: it would have been left out.
    ['invalid', 'an author who has another text', { authors: '00 00' }],
    ['canonical', 'an origin in a longer form', { flags: '04 02 1c 05 06', counters: '00 00 00 00 00 00' }],
  ])('F4 F8 refuses as %s: %s', (code, _, changed) => {
    expect(() => TandemDoc.fromSnapshot(snapshotWith(changed))).toThrow(
      expect.objectContaining({ name: 'DecodeError', code }),
    )
  })
})

describe('snapshots', { timeout: 60_000 }, () => {
  test('F9 equal replay: the same state in the same bytes, whatever order the changes came in', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 40 }), (seed, steps) => {
        const { doc, log } = history(seed, steps)
        const replayed = docOf(9, new Prng(seed).shuffle(log))
        const opened = TandemDoc.fromSnapshot(doc.snapshot())
        checkDoc(opened)
        expect(hex(replayed.snapshot())).toBe(hex(doc.snapshot()))
        expect(hex(opened.snapshot())).toBe(hex(doc.snapshot()))
        expect(opened.toString()).toBe(doc.toString())
        expect(opened.digest()).toBe(doc.digest())
        expect(opened.lamport).toBe(doc.lamport)
        expect(opened.version.equals(doc.version)).toBe(true)
        expect(opened.properties.entries()).toEqual(doc.properties.entries())
        expect(opened.apply(log)).toMatchObject({ applied: 0, duplicates: log.length, edit: [] })
      }),
      { numRuns: 150 },
    )
  })

  test('F9 an opened document edits on, and takes what others did meanwhile, as the original does', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const { log } = history(seed, 25)
        const cut = prng.int(log.length + 1)
        const early = docOf(7, log.slice(0, cut))
        const opened = TandemDoc.fromSnapshot(early.snapshot())
        opened.become(7)
        const mine: Change[] = []
        for (let step = 0; step < 6; step++) {
          const change = randomChange(prng, opened)
          mine.push(change)
          early.apply([change])
          checkDoc(opened)
        }
        for (const change of prng.shuffle(log)) {
          expect(opened.apply([change])).toEqual(early.apply([change]))
          checkDoc(opened)
        }
        const whole = docOf(8, [...log, ...mine])
        for (const doc of [opened, early]) expect(hex(doc.snapshot())).toBe(hex(whole.snapshot()))
      }),
      { numRuns: 100 },
    )
  })

  test('F9 of a long session open to the same text, and stay small', () => {
    const doc = docOf(1)
    const changes = typedChanges(new Prng(1), doc, 4000)
    const snapshot = doc.snapshot()
    const replayed = docOf(2, changes)
    expect(replayed.toString()).toBe(doc.toString())
    expect(hex(replayed.snapshot())).toBe(hex(snapshot))
    expect(TandemDoc.fromSnapshot(snapshot).toString()).toBe(doc.toString())
    expect(snapshot.length).toBeLessThan(5 * doc.length)
  })

  test('F4 damaged bytes are refused, or are another state in its one form', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { minLength: 1, maxLength: 3 }),
        (seed, damages) => {
          const damaged = [...history(seed, 12).doc.snapshot()]
          for (const [place, byte, way] of damages) {
            const at = place % (damaged.length + 1)
            damaged.splice(at, way === 0 ? 0 : 1, ...(way === 1 ? [] : [byte]))
          }
          expectRefusedOrConsistent(Uint8Array.from(damaged))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('F4 every single damaged byte, and every beginning, of a small snapshot', () => {
    const whole = snapshotWith({})
    for (let at = 0; at < whole.length; at++) {
      expect(() => TandemDoc.fromSnapshot(whole.slice(0, at))).toThrow(DecodeError)
      for (let byte = 0; byte < 256; byte++) {
        const damaged = whole.slice()
        damaged[at] = byte
        expectRefusedOrConsistent(damaged)
      }
    }
  })
})

function expectRefusedOrConsistent(source: Uint8Array): void {
  let doc: TandemDoc
  try {
    doc = TandemDoc.fromSnapshot(source)
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return
  }
  checkDoc(doc)
  expect(hex(doc.snapshot())).toBe(hex(source))
  // It may stand in an order that no replay gives, but it works.
  doc.become(99)
  doc.edit([{ from: 0, to: 0, insert: 'x' }])
  doc.apply([hostileChange(new Prng(1), doc, 98)])
  checkDoc(doc)
}
