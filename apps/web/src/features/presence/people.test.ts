import { expect, test } from 'vitest'
import { editingForMs, type PresentSession, peopleOf } from './people.ts'

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
  const people = peopleOf(me, [session(1, 'Alice', { changedAt: 5 }), session(2, 'Bob', { changedAt: 9 })], 10, null)
  expect(people.map(({ name }) => name)).toEqual(['Bob', 'Alice', 'Me'])
})

test('A50 whom I follow first, then who follows me, on whatever device', () => {
  const sessions = [
    session(1, 'Alice', { changedAt: 9 }),
    session(2, 'Bob'),
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
  ['moved a while ago', [{}], editingForMs, 'viewing'],
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
