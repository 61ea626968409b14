import { describe, expect, test } from 'vitest'
import { Announcements, type Names } from './announcements.ts'

const here = (...names: readonly string[]): Names => new Map(names.map((name) => [name.toLowerCase(), name]))
const quiet = { greetings: [], sentences: [] }

describe('A100 who comes and goes', () => {
  test('those who were here before me did not come', () => {
    const news = new Announcements()
    news.see(here('Alice', 'Bob'))
    expect(news.pending).toBe(false)
    expect(news.take('all')).toEqual(quiet)
  })

  test('few are greeted, in one sentence', () => {
    const news = new Announcements()
    news.see(here('Alice'))
    news.see(here('Alice', 'Bob', 'Carol'))
    expect(news.pending).toBe(true)
    expect(news.take('joins')).toEqual({ greetings: ['Bob and Carol joined'], sentences: [] })
    expect(news.pending).toBe(false)
    news.see(here('Alice'))
    expect(news.take('joins')).toEqual({ greetings: [], sentences: ['Bob and Carol left'] })
  })

  test('A43 in a large room only a screen reader is told, and a number at once', () => {
    const news = new Announcements()
    news.see(here('Alice'))
    news.see(here('Alice', ...Array.from({ length: 12 }, (_, at) => `Student ${at}`)))
    expect(news.take('joins')).toEqual({ greetings: [], sentences: ['12 people joined'] })
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
      news.edited(['alice'], { first, last })
    }
    news.edited(['bob'], { first: 3, last: 3 })
    expect(news.take('all').sentences).toEqual(['Alice changed lines 12 to 18 and line 40', 'Bob changed line 3'])
    expect(news.take('all')).toEqual(quiet)
  })

  test('by several at once, by somebody who has left, and in many places', () => {
    const news = new Announcements()
    news.see(here('Alice', 'Bob'))
    news.edited(['alice', 'bob'], { first: 1, last: 2 })
    for (let line = 10; line <= 50; line += 10) news.edited(['carol'], { first: line, last: line })
    expect(news.take('all').sentences).toEqual([
      'Alice and Bob changed lines 1 to 2',
      'Somebody changed line 10, line 20, line 30, and 2 more places',
    ])
  })

  test('nothing is told to whoever wants to hear nothing, not even later', () => {
    const news = new Announcements()
    news.see(here('Alice'))
    news.see(here('Alice', 'Bob'))
    news.edited(['bob'], { first: 1, last: 1 })
    expect(news.take('off')).toEqual(quiet)
    expect(news.take('all')).toEqual(quiet)
  })
})
