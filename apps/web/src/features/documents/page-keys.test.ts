import { expect, test } from 'vitest'
import { type PageKey, pageKey } from './page-keys.ts'

test.each<[key: string, alone: PageKey | null, writing: PageKey | null]>([
  ['Ctrl-k', 'find', 'find'],
  ['Meta-K', 'find', 'find'],
  ['Ctrl-Shift-P', 'find', 'find'],
  ['F1', 'find', 'find'],
  ['/', 'find', null],
  ['Shift-?', 'keys', null],
  ['Ctrl-Shift-k', null, null],
  ['Ctrl-p', null, null],
  ['Ctrl-Alt-k', null, null],
  ['Alt-/', null, null],
  ['k', null, null],
])('%s', (pressed, alone, writing) => {
  const parts = pressed.split('-')
  const [ctrlKey, metaKey, shiftKey, altKey] = ['Ctrl', 'Meta', 'Shift', 'Alt'].map((name) => parts.includes(name))
  const event = {
    key: parts.at(-1) ?? '',
    ctrlKey: !!ctrlKey,
    metaKey: !!metaKey,
    shiftKey: !!shiftKey,
    altKey: !!altKey,
  }
  expect([pageKey(event, false), pageKey(event, true)]).toEqual([alone, writing])
})
