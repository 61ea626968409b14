import { expect, test } from 'vitest'
import { type ListKey, listKey } from './list-keys.ts'

/** Keys in a small language: `Shift+Space`. */
const pressed = (spelled: string) => {
  const names = spelled.split('+')
  return {
    key: names.at(-1)?.replace('Space', ' ') ?? '',
    ctrlKey: names.includes('Ctrl'),
    metaKey: names.includes('Cmd'),
    shiftKey: names.includes('Shift'),
    altKey: names.includes('Alt'),
  }
}

test.each<[keys: string, columns: number, does: ListKey | null]>([
  ['ArrowDown', 1, { kind: 'go', by: 1 }],
  ['ArrowUp', 4, { kind: 'go', by: -4 }],
  ['ArrowRight', 4, { kind: 'go', by: 1 }],
  ['ArrowRight', 1, null],
  ['Home', 1, { kind: 'go to', end: 'first' }],
  ['End', 1, { kind: 'go to', end: 'last' }],
  ['Space', 1, { kind: 'select', range: false }],
  ['Shift+Space', 1, { kind: 'select', range: true }],
  ['Ctrl+a', 1, { kind: 'select all' }],
  ['Cmd+A', 1, { kind: 'select all' }],
  ['Ctrl+Shift+a', 1, null],
  ['Escape', 1, { kind: 'select none' }],
  ['Delete', 1, { kind: 'remove' }],
  ['Shift+Delete', 1, null],
  ['Alt+ArrowUp', 1, null],
  ['Ctrl+ArrowDown', 1, null],
  ['a', 1, null],
])('%s with %i columns', (keys, columns, does) => {
  expect(listKey(pressed(keys), columns)).toEqual(does)
})
