import { expect, test } from 'vitest'
import { Version } from './version.ts'

const a = Version.of([
  [3, 5],
  [1, 2],
  [9, 0],
])
const b = Version.of([
  [1, 4],
  [3, 5],
])

test('V1 a version knows the next counter of each replica', () => {
  expect([...a.entries()]).toEqual([
    [1, 2],
    [3, 5],
  ])
  expect([a.next(1), a.next(2), a.next(9)]).toEqual([2, 0, 0])
  expect([a.has({ replica: 1, counter: 1 }), a.has({ replica: 1, counter: 2 })]).toEqual([true, false])
})

test('V1 includes and equals compare what is known', () => {
  expect([b.includes(a), a.includes(b), a.includes(a)]).toEqual([true, false, true])
  expect([a.equals(b), a.equals(Version.of(a.entries()))]).toEqual([false, true])
})

test('V1 diff is what is known here and not there', () => {
  expect(b.diff(a)).toEqual([{ replica: 1, from: 2, to: 4 }])
  expect(a.diff(b)).toEqual([])
  expect(a.diff(Version.of([]))).toEqual([
    { replica: 1, from: 0, to: 2 },
    { replica: 3, from: 0, to: 5 },
  ])
})
