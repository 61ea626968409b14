import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'
import { contenderNames } from './contenders.ts'

test('nothing: three rounds of everything that needs no recording', () => {
  expect(readArguments([])).toEqual({
    trace: null,
    contenders: contenderNames,
    rows: [],
    rounds: 3,
    quick: false,
    json: null,
  })
})

test('everything', () => {
  const args = ['--trace', 'x.json.gz', '--rounds', '2', '--json', 'out.json', '--quick']
  expect(readArguments([...args, '--only', 'batch relay', '--only', 'p99', '--only', 'Tandem'])).toEqual({
    trace: 'x.json.gz',
    contenders: ['batch relay', 'Tandem'],
    rows: ['p99'],
    rounds: 2,
    quick: true,
    json: 'out.json',
  })
})

test('quick: one round, unless more are wanted', () => {
  expect(readArguments(['--quick'])?.rounds).toBe(1)
})

test('help', () => {
  expect(readArguments(['--help'])).toBeNull()
})

test.each([
  ['no number of rounds', ['--rounds', 'many'], '--rounds is a whole number, at least 1; it was "many"'],
  ['no round', ['--rounds', '0'], '--rounds is a whole number, at least 1; it was "0"'],
  ['an option that is not there', ['--fast'], '--fast'],
  ['a file without its option', ['x.json'], 'x.json'],
])('refused in words: %s', (_, args, words) => {
  expect(() => readArguments(args)).toThrow(words)
})
