import { expect, test } from 'vitest'
import { pageCommandOf } from './page-commands.ts'

const nothing = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test.each([
  ['Ctrl+K', { key: 'k', ctrlKey: true }, false, true, 'openPalette'],
  ['Cmd+K on a Mac', { key: 'k', metaKey: true }, true, true, 'openPalette'],
  ['Ctrl+K on a Mac, which deletes to the end of the line', { key: 'k', ctrlKey: true }, true, true, null],
  ['Ctrl+Shift+K, which deletes the line', { key: 'K', ctrlKey: true, shiftKey: true }, false, true, null],
  ['Ctrl+Alt+K, which is AltGr+K', { key: 'k', ctrlKey: true, altKey: true }, false, true, null],
  ['F1', { key: 'F1' }, false, true, 'openPalette'],
  ['Ctrl+Shift+P', { key: 'P', ctrlKey: true, shiftKey: true }, false, true, 'openPalette'],
  ['Ctrl+P, which prints', { key: 'p', ctrlKey: true }, false, true, null],
  ['a question mark', { key: '?', shiftKey: true }, false, false, 'openShortcuts'],
  ['a question mark that somebody writes', { key: '?', shiftKey: true }, false, true, null],
  ['Ctrl+comma', { key: ',', ctrlKey: true }, false, true, 'openPreferences'],
  ['Shift+Alt+F', { key: 'F', code: 'KeyF', shiftKey: true, altKey: true }, false, true, 'formatDocument'],
  ['Shift+Option+F on a Mac', { key: 'Ï', code: 'KeyF', shiftKey: true, altKey: true }, true, true, 'formatDocument'],
  ['Ctrl+S, for which a browser would save the page', { key: 's', ctrlKey: true }, false, true, 'tellSaved'],
  ['k', { key: 'k' }, false, false, null],
  ['Ctrl+F beside the text', { key: 'f', ctrlKey: true }, false, false, 'find'],
  ['Cmd+F on a Mac', { key: 'f', metaKey: true }, true, false, 'find'],
  ['Ctrl+H, which is the browser’s history', { key: 'h', ctrlKey: true }, false, true, 'replace'],
  ['Ctrl+H on a Mac, which rubs out', { key: 'h', ctrlKey: true }, true, true, null],
  ['f', { key: 'f' }, false, false, null],
  ['F3', { key: 'F3' }, false, false, 'findNext'],
  ['Shift+F3', { key: 'F3', shiftKey: true }, false, false, 'findPrevious'],
  ['Ctrl+G', { key: 'g', ctrlKey: true }, false, false, 'goToLine'],
  ['Ctrl+G on a Mac', { key: 'g', ctrlKey: true }, true, false, 'goToLine'],
  ['Ctrl+Z, which is for where the focus is', { key: 'z', ctrlKey: true }, false, false, null],
  ['Ctrl+K on a Russian keyboard', { key: 'л', code: 'KeyK', ctrlKey: true }, false, true, 'openPalette'],
  ['Ctrl+comma on a Russian keyboard', { key: 'б', code: 'Comma', ctrlKey: true }, false, true, 'openPreferences'],
  ['Ctrl+T on a keyboard where it lies on K', { key: 't', code: 'KeyK', ctrlKey: true }, false, true, null],
  [
    'Shift+Alt+F where F lies elsewhere',
    { key: 'F', code: 'KeyY', shiftKey: true, altKey: true },
    false,
    true,
    'formatDocument',
  ],
] as const)('%s', (_name, pressed, mac, typing, command) => {
  expect(pageCommandOf({ ...nothing, ...pressed }, mac, typing)).toBe(command)
})
