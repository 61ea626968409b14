import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPreferences, maxVimMappingsLength, type Preferences, readPreferences } from './preferences.ts'

test('A103 what was chosen is read back as it was', () => {
  const chosen: Preferences = {
    theme: 'dracula',
    font: 'fira-code',
    fontSize: 18,
    lineHeight: 2,
    ligatures: false,
    tabSize: 8,
    wrap: 'on',
    keyMap: 'vim',
    vimMappings: 'imap jj <Esc>',
    completion: false,
    panelWidth: 420,
    panelOpen: true,
    ghostText: false,
    indentGuides: false,
    rainbowBrackets: false,
    labels: 'hover',
    announcements: 'all',
    sounds: true,
    lineNumbersSpoken: true,
    wholeCompositions: true,
    hidePeers: true,
    showMe: true,
    hideMe: true,
    refuseFollowers: true,
  }
  expect(readPreferences(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen)
})

test.each([
  undefined,
  null,
  7,
  'dark',
  [],
  { theme: 'pink', fontSize: 1e9, tabSize: '2', ligatures: 'no' },
  { panelWidth: 99 },
  { panelWidth: 2001 },
])('%j is read as the defaults', (kept) => {
  expect(readPreferences(kept)).toEqual(defaultPreferences)
})

test('one preference that makes no sense does not take the others along', () => {
  expect(readPreferences({ theme: 'pink', keyMap: 'emacs' })).toEqual({ ...defaultPreferences, keyMap: 'emacs' })
})

test('whatever was kept, reading it twice changes nothing, and no text is longer than its limit', () => {
  fc.assert(
    fc.property(fc.record({ theme: fc.anything(), fontSize: fc.anything(), vimMappings: fc.string() }), (kept) => {
      const read = readPreferences(kept)
      expect(readPreferences(read)).toEqual(read)
    }),
  )
  expect(readPreferences({ vimMappings: 'x'.repeat(1e6) }).vimMappings).toHaveLength(maxVimMappingsLength)
})
