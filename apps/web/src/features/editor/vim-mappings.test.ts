import { expect, test } from 'vitest'
import { readVimMappings } from './vim-mappings.ts'

test.each([
  ['inoremap jj <Esc>', [{ keys: 'jj', meaning: '<Esc>', mode: 'insert', recursive: false }]],
  ['  :nmap  Y  y$ ', [{ keys: 'Y', meaning: 'y$', mode: 'normal', recursive: true }]],
  ['vmap > >gv', [{ keys: '>', meaning: '>gv', mode: 'visual', recursive: true }]],
  ['noremap ; :', [{ keys: ';', meaning: ':', mode: null, recursive: false }]],
  ['map j', []],
  ['" imap a b', []],
  ['set number', []],
  ['', []],
])('%j', (line, mappings) => {
  expect(readVimMappings(line)).toEqual(mappings)
  expect(readVimMappings(`\n${line}\n\n`)).toEqual(mappings)
})
