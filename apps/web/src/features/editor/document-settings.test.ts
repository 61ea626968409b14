import { expect, test } from 'vitest'
import { fileName } from '#lib/download.ts'
import { documentSettings, indentationOf, indents, indentValue } from './document-settings.ts'

test('settings that are not set', () => {
  expect(documentSettings(new Map())).toEqual({
    language: null,
    indentation: { kind: 'spaces', width: 2 },
    wrap: false,
    lineEnding: 'lf',
  })
})

test('settings that are set', () => {
  const properties = new Map<string, unknown>([
    ['language', 'Rust'],
    ['indent', 'tab'],
    ['wrap', true],
    ['lineEnding', 'crlf'],
  ])
  expect(documentSettings(properties)).toEqual({
    language: 'Rust',
    indentation: { kind: 'tabs', width: 4 },
    wrap: true,
    lineEnding: 'crlf',
  })
})

test.each([
  ['language', 7],
  ['indent', '99999999'],
  ['indent', null],
  ['indent', '-1'],
  ['wrap', 'yes'],
  ['lineEnding', '\n'],
])('%s: %j counts as not set', (key, value) => {
  expect(documentSettings(new Map([[key, value]]))).toEqual(documentSettings(new Map()))
})

test('every indentation that can be chosen is kept as it is', () => {
  for (const value of indents) expect(indentValue(indentationOf(value))).toBe(value)
})

test.each([
  ['main.rs', 'main.rs'],
  ['Notes', 'Notes.txt'],
  ['a/b: c?', 'a-b- c-.txt'],
  ['..', 'document.txt'],
  ['', 'document.txt'],
])('%j is saved as %j', (title, name) => {
  expect(fileName(title)).toBe(name)
})
