// @vitest-environment jsdom
import { history } from '@codemirror/commands'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { editorPair } from '@tandem/codemirror/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { defaultPreferences, type Preferences, preferenceChoices } from '#lib/preferences.ts'
import { keyBindings } from './key-bindings.ts'
import { messages } from './messages.ts'
import { personSetup, showPreferences } from './person-setup.ts'
import { onSaveAsked } from './save-asked.ts'
import { tabMode } from './tab-mode.ts'

const setup = [personSetup(), tabMode, keymap.of(keyBindings)]
const views: EditorView[] = []
afterEach(() => {
  for (const view of views.splice(0)) view.destroy()
})

function open(doc = '', more: Extension = []): EditorView {
  const view = new EditorView({
    state: EditorState.create({ doc, extensions: [history(), setup, more] }),
    parent: document.body,
  })
  views.push(view)
  return view
}

/** Presses a key as a browser reports it; true when the editor took it. */
function press(view: EditorView, key: string, more: KeyboardEventInit = {}): boolean {
  const keyCode = { Escape: 27, Tab: 9, Enter: 13 }[key] ?? key.toUpperCase().charCodeAt(0)
  const event = new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true, ...more })
  view.contentDOM.dispatchEvent(event)
  return event.defaultPrevented
}

const wanted = () => true

describe('A101 key maps', () => {
  test('by default Escape, then Tab leaves the editor, and Tab alone indents', async () => {
    const view = open('one')
    await showPreferences(view, defaultPreferences, wanted)
    expect(press(view, 'Tab')).toBe(true)
    press(view, 'Escape')
    expect(press(view, 'Tab')).toBe(false)
  })

  test.each(['vim', 'emacs'] as const)(
    'with %s Escape opens no way out, Ctrl+M does, and closes it again',
    async (keyMap) => {
      const view = open('one')
      await showPreferences(view, { ...defaultPreferences, keyMap }, wanted)
      if (keyMap === 'vim') press(view, 'i')
      press(view, 'Escape')
      if (keyMap === 'vim') press(view, 'i')
      expect(press(view, 'Tab')).toBe(true)
      press(view, 'm', { ctrlKey: true })
      expect(view.state.field(tabMode)).toBe(true)
      expect(press(view, 'Tab')).toBe(false)
      press(view, 'm', { ctrlKey: true })
      expect(press(view, 'Tab')).toBe(true)
    },
  )

  test.each(preferenceChoices.keyMap)('with %s Tab leaves a text that can only be read', async (keyMap) => {
    const view = open('one', EditorState.readOnly.of(true))
    await showPreferences(view, { ...defaultPreferences, keyMap }, wanted)
    expect(press(view, 'Tab')).toBe(false)
  })

  test.each<[Preferences['keyMap'], boolean, string]>([
    [
      'default',
      true,
      'Tab indents. To leave the editor with the keyboard, press Escape and then Tab, or Control+M and then Tab.',
    ],
    ['vim', true, 'Tab indents. To leave the editor with the keyboard, press Control+M and then Tab.'],
    ['emacs', true, 'Tab indents. To leave the editor with the keyboard, press Control+M and then Tab.'],
    ['default', false, 'You can only read here. Tab leaves the editor.'],
    ['vim', false, 'You can only read here. Tab leaves the editor.'],
  ])('with %s who may write (%s) hears the ways out that there are', (keyMap, writable, words) => {
    expect(messages.tabHint(keyMap, writable)).toBe(words)
  })

  test('own mappings hold in vim, until there are others', async () => {
    const view = open('one two')
    const vim = { ...defaultPreferences, keyMap: 'vim' as const }
    await showPreferences(view, { ...vim, vimMappings: '" a comment\nnnoremap Q x' }, wanted)
    press(view, 'Q', { shiftKey: true })
    expect(view.state.doc.toString()).toBe('ne two')
    await showPreferences(view, { ...vim, vimMappings: '' }, wanted)
    press(view, 'Q', { shiftKey: true })
    expect(view.state.doc.toString()).toBe('ne two')
  })

  test('in vim :w asks for the text to be saved', async () => {
    const onSave = vi.fn()
    const view = open('one', onSaveAsked.of(onSave))
    await showPreferences(view, { ...defaultPreferences, keyMap: 'vim' }, wanted)
    press(view, ':', { shiftKey: true })
    const line = view.dom.querySelector<HTMLInputElement>('.cm-vim-panel input') ?? expect.fail('no line for commands')
    expect(line.getAttribute('aria-label')).toBe('Command')
    line.value = 'w'
    line.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }))
    expect(onSave).toHaveBeenCalledOnce()
  })

  test('in emacs Ctrl+K takes the rest of the line away, and Ctrl+Y brings it back', async () => {
    const view = open('one\ntwo')
    await showPreferences(view, { ...defaultPreferences, keyMap: 'emacs' }, wanted)
    press(view, 'k', { ctrlKey: true, code: 'KeyK' })
    expect(view.state.doc.toString()).toBe('\ntwo')
    press(view, 'y', { ctrlKey: true, code: 'KeyY' })
    expect(view.state.doc.toString()).toBe('one\ntwo')
  })

  test('back to the default keys', async () => {
    const view = open('one')
    await showPreferences(view, { ...defaultPreferences, keyMap: 'vim' }, wanted)
    await showPreferences(view, defaultPreferences, wanted)
    press(view, 'x')
    expect(view.state.doc.toString()).toBe('one')
    expect(view.dom.querySelector('.cm-vim-panel')).toBeNull()
  })
})

test('A27 in vim u takes back only what I did, Ctrl+R does it again, and the dot repeats it', async () => {
  using pair = await editorPair('one two three', setup)
  const { a, b } = pair
  await showPreferences(a.view, { ...defaultPreferences, keyMap: 'vim' }, wanted)
  a.select(0)
  press(a.view, 'd')
  press(a.view, 'w')
  pair.flush()
  b.type(b.text.length, ' four')
  pair.flush()
  expect(a.text).toBe('two three four')
  press(a.view, 'u')
  pair.flush()
  expect(b.text).toBe('one two three four')
  press(a.view, 'r', { ctrlKey: true })
  pair.flush()
  expect(b.text).toBe('two three four')
  b.type(0, 'zero ')
  pair.flush()
  a.select(5)
  press(a.view, '.')
  pair.flush()
  expect(b.text).toBe('zero three four')
})

describe('A103 looks', () => {
  test.each(preferenceChoices.theme)('theme %s', async (theme) => {
    const view = open('one')
    await showPreferences(view, { ...defaultPreferences, theme }, wanted)
    expect(view.state.facet(EditorView.darkTheme)).toBe(['one-dark', 'dracula', 'solarized-dark'].includes(theme))
  })

  test('font, size and lines', async () => {
    const view = open('one')
    await showPreferences(
      view,
      { ...defaultPreferences, font: 'system', fontSize: 20, lineHeight: 2, ligatures: false },
      wanted,
    )
    const { fontFamily, lineHeight } = getComputedStyle(view.scrollDOM)
    expect(getComputedStyle(view.dom).fontSize).toBe('1.25rem')
    expect(fontFamily).toContain('ui-monospace')
    expect(lineHeight).toBe('2')
  })

  test('what came too late is not shown', async () => {
    const view = open('one')
    await showPreferences(view, { ...defaultPreferences, theme: 'dracula', keyMap: 'vim' }, () => false)
    expect(view.state.facet(EditorView.darkTheme)).toBe(false)
    expect(view.dom.querySelector('.cm-vim-panel')).toBeNull()
  })
})

describe('A100 line numbers', () => {
  const spoken = (view: EditorView) => view.dom.querySelector('.cm-announced')?.textContent ?? ''

  test.each<[boolean, string]>([
    [true, 'Line 3'],
    [false, ''],
  ])('are said when the caret goes to another line, if that is wanted (%s)', async (lineNumbersSpoken, said) => {
    const view = open('one\ntwo\nthree')
    await showPreferences(view, { ...defaultPreferences, lineNumbersSpoken }, wanted)
    view.dispatch({ selection: { anchor: 9 } })
    expect(spoken(view)).toBe(said)
  })

  test('are not said along a line', async () => {
    const view = open('one\ntwo')
    await showPreferences(view, { ...defaultPreferences, lineNumbersSpoken: true }, wanted)
    view.dispatch({ selection: { anchor: 2 } })
    expect(spoken(view)).toBe('')
  })
})

test.each<[boolean, string]>([
  [true, ''],
  [false, 'n'],
])('A54 others see what is composed only as a whole, if that is wanted (%s)', async (wholeCompositions, seen) => {
  using pair = await editorPair('', setup)
  const { a, b, wire } = pair
  await showPreferences(a.view, { ...defaultPreferences, wholeCompositions }, wanted)
  a.view.contentDOM.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
  a.view.dispatch({ changes: { from: 0, insert: 'n' }, userEvent: 'input.type.compose' })
  wire.flush()
  expect(b.text).toBe(seen)
})
