// @vitest-environment jsdom
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
// What jsdom lacks for laying out.
import '@tandem/codemirror/testing'
import { expect, test } from 'vitest'
import { defaultPreferences, type Preferences } from '#lib/preferences.ts'
import { completion, showCompletion } from './completion.ts'
import { personSetup, showPreferences } from './person-setup.ts'
import { problems } from './problems.ts'

const chosen: readonly Partial<Preferences>[] = [
  {},
  { fontSize: 20, ligatures: false },
  { theme: 'dracula' },
  { theme: 'one-dark', keyMap: 'vim' },
  { font: 'system', keyMap: 'emacs' },
]

/** Opens an editor, has it look in all of these ways, and closes it again. */
async function openAndClose(): Promise<void> {
  const extensions = [personSetup(), completion(), problems(() => {})]
  const view = new EditorView({ state: EditorState.create({ doc: 'one', extensions }), parent: document.body })
  for (const part of chosen) {
    const preferences = { ...defaultPreferences, ...part }
    showCompletion(view, preferences)
    await showPreferences(view, preferences, () => true)
  }
  view.destroy()
}

test('an editor leaves its rules with the page, and the next one takes the same', async () => {
  const rules = () => [...document.styleSheets].reduce((sum, { cssRules }) => sum + cssRules.length, 0)
  await openAndClose()
  const once = rules()
  expect(once).toBeGreaterThan(0)
  await openAndClose()
  expect(rules()).toBe(once)
})
