import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

test.each([
  ['', { what: 'search', from: 1, count: 500 }],
  ['--seeds 50000 --from 7', { what: 'search', from: 7, count: 50_000 }],
  ['--seed 3', { what: 'seed', seed: 3, trace: false }],
  ['--seed 3 --trace', { what: 'seed', seed: 3, trace: true }],
  ['--replay a.json', { what: 'replay', file: 'a.json', trace: false }],
  ['--mutants', { what: 'mutants', names: [], from: 1, count: 1_000 }],
  ['--mutant a,b --seeds 10', { what: 'mutants', names: ['a', 'b'], from: 1, count: 10 }],
  ['--help', { what: 'help' }],
])('"%s"', (line, expected) => {
  expect(readArguments(line === '' ? [] : line.split(' '))).toEqual(expected)
})

test.each(['--seeds 0', '--seed x', '--trace', '--speed 3'])('"%s" is refused', (line) => {
  expect(() => readArguments(line.split(' '))).toThrow()
})
