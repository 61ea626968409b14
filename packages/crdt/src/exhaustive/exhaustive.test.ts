import { describe, expect, test } from 'vitest'
import { TandemDoc } from '../tandem-doc.ts'
import { Arrivals } from './arrivals.ts'
import { type Bounds, type History, isClosed, longer } from './histories.ts'

// Each change more makes the histories in which three authors hear of each other about 23 times as many, and each character
// that is there before makes those of nine changes at once a hundred times as many: so `npm test` has the small ones. Nine
// changes of which each author may have heard of any would be 10^10 histories: those of two authors with three changes each
// are all there. Renaming replicas makes none of them superfluous, since ties are broken by their names.
const isLong = process.env.TANDEM_EXHAUSTIVE === 'long'

/** The histories that go on from there, by their length: the same, those with one change more, and so on. */
function* goingOn(beginning: History, bounds: Bounds, changes: number): Generator<readonly History[]> {
  let histories = [beginning]
  yield histories
  for (let made = 0; made < changes; made++) {
    histories = longer(histories, bounds)
    yield histories
  }
}

describe('every small case', { timeout: isLong ? 3_600_000 : 60_000 }, () => {
  const hearing = isLong
    ? [
        { replicas: [1, 2, 3], changes: 5, longest: 182_747 },
        { replicas: [1, 2], changes: 6, longest: 142_945 },
      ]
    : [{ replicas: [1, 2, 3], changes: 4, longest: 7_913 }]
  test.each(hearing)(
    'C7 O3 replicas $replicas hear of each other at any time, $changes changes: every order of arrival ends in the tree of the twin',
    ({ replicas, changes, longest }) => {
      const arrivals = new Arrivals()
      let histories = 0
      for (const some of goingOn([], { replicas, changesEach: 3 }, changes)) {
        histories += some.length
        for (const history of some) arrivals.check(history)
      }
      // What has arrived need not be all that somebody knew: there are more such sets than histories.
      expect(arrivals.sets).toBeGreaterThan(histories)
      expect(histories).toBeGreaterThan(longest)
    },
  )

  const atOnce: [changesEach: number, text: string][] = [
    [3, ''],
    [isLong ? 3 : 2, 'X'],
  ]
  test.each(atOnce)(
    'C7 O3 three replicas with %i changes each, all at once behind "%s": every order of arrival ends in the tree of the twin',
    (changesEach, text) => {
      const doc = new TandemDoc()
      doc.become(4)
      const beginning = text === '' ? [] : [doc.edit([{ from: 0, to: 0, insert: text }])]
      const ofEach = [1, 2, 3].map((replica) =>
        [...goingOn(beginning, { replicas: [replica], changesEach }, changesEach)].flatMap((histories) =>
          histories.map((history) => history.slice(beginning.length)),
        ),
      )
      const [first = [], second = [], third = []] = ofEach
      const arrivals = new Arrivals()
      for (const a of first) {
        for (const b of second) {
          for (const c of third) arrivals.check([...beginning, ...a, ...b, ...c])
        }
      }
      const threeOf = (lengths: readonly number[]) => lengths.reduce((product, length) => product * length, 1)
      const withBeginning = threeOf(ofEach.map((histories) => histories.length))
      // Where nobody had heard of the beginning, it may also arrive after all the rest.
      const without = beginning.length * threeOf(ofEach.map((histories) => histories.filter(isClosed).length))
      expect(arrivals.sets).toBe(withBeginning + without)
    },
  )
})
