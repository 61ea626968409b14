import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

const known = { faults: ['kill-node', 'half-open'], planted: ['dedupe-off'] }
const read = (line: string) => readArguments(line.split(' ').filter(Boolean), known, () => 7)
const usual = { seed: 7, kills: null, ms: 120_000, faults: null, nodes: null, documents: 3, planted: null }

test.each([
  ['', usual],
  ['--seed 3', { ...usual, seed: 3 }],
  ['--minutes 0.5', { ...usual, ms: 30_000 }],
  ['--kills 300', { ...usual, kills: 300, ms: null }],
  ['--kills 300 --minutes 2', { ...usual, kills: 300 }],
  ['--nodes 2 --documents 1', { ...usual, nodes: 2, documents: 1 }],
  ['--faults half-open,kill-node', { ...usual, faults: ['half-open', 'kill-node'] }],
  ['--planted dedupe-off', { ...usual, planted: ['dedupe-off'] }],
  ['--planted all', { ...usual, planted: ['dedupe-off'] }],
  ['--help', 'help'],
  ['--list', 'list'],
])('%s', (line, expected) => {
  expect(read(line)).toEqual(expected)
})

test.each([
  ['--seed 0', '--seed is a whole number from 1; it was "0"'],
  ['--kills many', '--kills is a whole number from 1; it was "many"'],
  ['--minutes -1', "Option '--minutes' argument is ambiguous"],
  ['--minutes 0', '--minutes is a number above 0; it was "0"'],
  ['--nodes 3', '--nodes is 1 or 2; it was "3"'],
  ['--faults kill-node,flood', '--faults knows no "flood"; there are: kill-node, half-open'],
  ['--planted nothing', '--planted knows no "nothing"; there are: dedupe-off, all'],
  ['--speed 3', "Unknown option '--speed'"],
  ['now', "Unexpected argument 'now'"],
])('%s: what is wrong is said', (line, message) => {
  expect(() => read(line)).toThrow(message)
})
