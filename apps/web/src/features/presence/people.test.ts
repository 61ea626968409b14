import { expect, test } from 'vitest'
import { type PresentSession, peopleOf } from './people.ts'

const session = (key: number, name: string, rest: Partial<PresentSession> = {}): PresentSession => ({
  key,
  user: { id: name.toLowerCase(), name },
  role: 'editor',
  activity: 'active',
  changedAt: 0,
  following: null,
  ...rest,
})
const me = { user: { id: 'me', name: 'Me' } }

test('those who moved last first, me last', () => {
  const here = [
    session(1, 'Alice', { changedAt: null }),
    session(2, 'Bob', { changedAt: 5 }),
    session(3, 'Carol', { changedAt: 9 }),
  ]
  const names = (now: number) => peopleOf(me, here, now, null).map(({ name }) => name)
  expect(names(100_000)).toEqual(['Carol', 'Bob', 'Alice', 'Me'])
})

test('those who are at it in turn keep their places; who stops comes behind them', () => {
  const names = (bob: number, carol: number, now: number) =>
    peopleOf(me, [session(1, 'Carol', { changedAt: carol }), session(2, 'Bob', { changedAt: bob })], now, null).map(
      ({ name }) => name,
    )
  expect(names(60_000, 60_001, 60_002)).toEqual(['Carol', 'Bob', 'Me'])
  expect(names(60_003, 60_001, 60_004)).toEqual(['Carol', 'Bob', 'Me'])
  expect(names(70_000, 60_001, 70_001)).toEqual(['Bob', 'Carol', 'Me'])
})

test('A50 whom I follow first, then who follows me, on whatever device', () => {
  const sessions = [
    session(1, 'Alice', { changedAt: 9 }),
    session(2, 'Bob', { changedAt: null }),
    session(3, 'Carol', { following: 'me' }),
    session(4, 'Carol', { changedAt: 1 }),
  ]
  const people = peopleOf(me, sessions, 10, 'bob')
  expect(people.map(({ name }) => name)).toEqual(['Bob', 'Carol', 'Alice', 'Me'])
  expect(people.map(({ isFollowed, followsMe }) => [isFollowed, followsMe])).toEqual([
    [true, false],
    [false, true],
    [false, false],
    [false, false],
  ])
})

test('A21 one person on three devices is one person', () => {
  const people = peopleOf(
    me,
    [1, 2, 3].map((key) => session(key, 'Alice', { changedAt: key })),
    10,
    null,
  )
  expect(people).toHaveLength(2)
  expect(people[0]).toMatchObject({ name: 'Alice', devices: 3, latest: { key: 3 } })
})

test('my other tabs are mine', () => {
  expect(peopleOf(me, [session(1, 'Me')], 0, null)).toEqual([
    expect.objectContaining({ isMe: true, devices: 2, latest: expect.objectContaining({ key: 1 }) }),
  ])
})

test('before I am in, only others are known', () => {
  expect(peopleOf(null, [session(1, 'Alice')], 0, null).map(({ name }) => name)).toEqual(['Alice'])
})

test.each<[string, Partial<PresentSession>[], number, string]>([
  ['just moved', [{}], 1, 'editing'],
  ['moved 10 s ago', [{}], 10_000, 'viewing'],
  ['moved just under 10 s ago', [{}], 9_999, 'editing'],
  ['was here before me, and has not moved since', [{ changedAt: null }], 1, 'viewing'],
  ['may not write', [{ role: 'viewer' }], 1, 'viewing'],
  ['away', [{ activity: 'idle' }], 1, 'idle'],
  ['away on one device', [{ activity: 'idle', changedAt: 9 }, {}], 10, 'editing'],
])('%s', (_name, sessions, now, state) => {
  expect(
    peopleOf(
      me,
      sessions.map((some, key) => session(key, 'Alice', some)),
      now,
      null,
    )[0]?.state,
  ).toBe(state)
})
