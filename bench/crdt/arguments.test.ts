import { expect, test } from 'vitest'
import { readArguments, traceName } from './arguments.ts'
import { contenderNames } from './contenders/index.ts'

test('nothing: five rounds of everything, without a trace', () => {
  expect(readArguments([])).toEqual({ traces: [], contenders: contenderNames, rows: [], rounds: 5, json: null })
})

test('everything', () => {
  const args = ['--trace', 'a/x.json.gz', '--trace', 'y.json', '--rounds', '2', '--json', 'out.json']
  expect(readArguments([...args, '--only', 'Yjs', '--only', 'B1.', '--only', 'Tandem'])).toEqual({
    traces: ['a/x.json.gz', 'y.json'],
    contenders: ['Yjs', 'Tandem'],
    rows: ['B1.'],
    rounds: 2,
    json: 'out.json',
  })
})

test('help', () => {
  expect(readArguments(['--help'])).toBeNull()
})

test.each([
  ['no number of rounds', ['--rounds', 'many'], '--rounds is a whole number, at least 1; it was "many"'],
  ['no round', ['--rounds', '0'], '--rounds is a whole number, at least 1; it was "0"'],
  ['half a round', ['--rounds', '1.5'], '--rounds is a whole number'],
  ['two traces of one name', ['--trace', 'a/x.json', '--trace', 'b/x.json.gz'], 'two traces are called x'],
  ['an option that is not there', ['--fast'], '--fast'],
  ['a file without its option', ['x.json'], 'x.json'],
])('refused in words: %s', (_, args, words) => {
  expect(() => readArguments(args)).toThrow(words)
})

test('a trace is called like its file', () => {
  expect(traceName('/some/where/friends.json.gz')).toBe('friends')
  expect(traceName('friends')).toBe('friends')
})
