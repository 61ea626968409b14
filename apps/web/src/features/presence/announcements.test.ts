import { describe, expect, test } from 'vitest'
import { Announcements, type Hearing, type Names } from './announcements.ts'

const here = (...names: readonly string[]): Names => new Map(names.map((name) => [name.toLowerCase(), name]))
const quiet = { greetings: [], sentences: [], earcons: [] }
const all: Hearing = { level: 'all', sounds: false }
const joins: Hearing = { level: 'joins', sounds: false }
const lines = (by: readonly string[], first: number, last: number, onMyLine = false) => ({
  by,
  ranges: [{ firstLine: first, lastLine: last, onMyLine }],
})

describe('A100 who comes and goes', () => {
  test('those who were here before me did not come', () => {
    const news = new Announcements()
    news.see(here('Alice', 'Bob'))
    expect(news.pending).toBe(false)
    expect(news.take(all)).toEqual(quiet)
  })

  test('few are greeted, in one sentence', () => {
    const news = new Announcements()
    news.see(here('Alice'))
    news.see(here('Alice', 'Bob', 'Carol'))
    expect(news.pending).toBe(true)
    expect(news.take(joins)).toEqual({ ...quiet, greetings: ['Bob and Carol joined'] })
    expect(news.pending).toBe(false)
    news.see(here('Alice'))
    expect(news.take(joins)).toEqual({ ...quiet, sentences: ['Bob and Carol left'] })
  })

  test('A43 in a large room only a screen reader is told, and a number at once', () => {
    const news = new Announcements()
    news.see(here('Alice'))
    news.see(here('Alice', 'Bob', 'Carol', 'Dave', 'Erin'))
    expect(news.take(joins).greetings).toEqual(['4 people joined'])
    news.see(here('Alice', 'Bob', 'Carol', 'Dave', 'Erin', 'Frank'))
    expect(news.take(joins)).toEqual({ ...quiet, sentences: ['Frank joined'] })
    news.see(here('Alice', ...Array.from({ length: 12 }, (_, at) => `Student ${at}`)))
    expect(news.take(joins).sentences).toContain('12 people joined')
  })

  test('who reloads the page has neither come nor gone', () => {
    const news = new Announcements()
    news.see(here('Alice', 'Bob'))
    news.see(here('Alice'))
    news.see(here('Alice', 'Bob'))
    expect(news.pending).toBe(false)
  })
})

describe('A100 what others change', () => {
  test('is told by person, with lines that touch together', () => {
    const news = new Announcements()
    news.see(here('Alice', 'Bob'))
    for (const [first, last] of [
      [12, 14],
      [40, 40],
      [15, 18],
      [13, 13],
    ] as const) {
      news.edited(lines(['alice'], first, last), all)
    }
    news.edited(lines(['bob'], 3, 3), all)
    expect(news.take(all).sentences).toEqual(['Alice changed lines 12 to 18 and line 40', 'Bob changed line 3'])
    expect(news.take(all)).toEqual(quiet)
  })

  test('by several at once, by somebody who has left, and in many places', () => {
    const news = new Announcements()
    news.see(here('Alice', 'Bob'))
    news.edited(lines(['alice', 'bob'], 1, 2), all)
    for (let line = 10; line <= 50; line += 10) news.edited(lines(['carol'], line, line), all)
    expect(news.take(all).sentences).toEqual([
      'Alice and Bob changed lines 1 to 2',
      'Somebody changed line 10, line 20, line 30, and 2 more places',
    ])
  })

  test.each<[Hearing['level'], readonly string[]]>([
    ['off', []],
    ['joins', ['Bob left']],
    ['nearby', ['Bob left', 'Alice changed line 7']],
    ['all', ['Bob left', 'Alice changed line 1 and line 7']],
  ])('at the level %s one hears %j', (level, sentences) => {
    const news = new Announcements()
    news.see(here('Alice', 'Bob'))
    news.see(here('Alice'))
    news.edited(lines(['alice'], 1, 1), { level, sounds: false })
    news.edited(lines(['alice'], 7, 7, true), { level, sounds: false })
    expect(news.take({ level, sounds: false })).toEqual({ ...quiet, sentences })
    expect(news.take(all)).toEqual(quiet)
  })
})

test('A100 of an edit in many places those who hear what is near them hear of their line alone', () => {
  const ranges = [...lines([], 3, 3, true).ranges, ...lines([], 1, 2).ranges, ...lines([], 4, 900).ranges]
  const told = (level: Hearing['level']) => {
    const news = new Announcements()
    news.see(here('Alice'))
    news.edited({ by: ['alice'], ranges }, { level, sounds: false })
    return news.take({ level, sounds: false }).sentences
  }
  expect(told('nearby')).toEqual(['Alice changed line 3'])
  expect(told('all')).toEqual(['Alice changed lines 1 to 900'])
})

test('A100 sounds tell who comes, who goes, and that my line is changed, whatever is told in words', () => {
  const news = new Announcements()
  const soundsOnly: Hearing = { level: 'off', sounds: true }
  news.see(here('Alice', 'Bob'))
  news.see(here('Alice', 'Carol'))
  news.edited(lines(['alice'], 1, 1), soundsOnly)
  expect(news.take(soundsOnly)).toEqual({ ...quiet, earcons: ['came', 'left'] })
  news.edited(lines(['alice'], 7, 7, true), soundsOnly)
  expect(news.pending).toBe(true)
  expect(news.take(soundsOnly)).toEqual({ ...quiet, earcons: ['changed'] })
  expect(news.pending).toBe(false)
})
