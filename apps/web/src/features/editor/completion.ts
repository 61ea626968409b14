import { acceptCompletion, autocompletion, completionStatus } from '@codemirror/autocomplete'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { type Command, type EditorView, keymap } from '@codemirror/view'
import { ghostText } from '@tandem/codemirror'
import type { Preferences } from '#lib/preferences.ts'
import { recentWords } from './recent-words.ts'
import { likelyRest, wordCompletion } from './word-completion.ts'

/** Others write all the time, and each of their changes puts a list off by this much: it must not starve. */
const activateMs = 20

const list = new Compartment()
const ghost = new Compartment()

/**
 * What the editor offers to write: a list of completions and the likely rest of a word. While the list is open Tab and
 * Enter take from it and Escape closes it; then Tab takes the ghost text and Escape dismisses it; then Tab indents.
 */
export function completion(): Extension {
  return [
    recentWords,
    EditorState.languageData.of(() => [{ autocomplete: wordCompletion }]),
    keymap.of([{ key: 'Tab', run: takeFromList }]),
    ghost.of([]),
    list.of([]),
  ]
}

/** Offers what a person wants to be offered. A list that is asked for by key is always there. */
export function showCompletion(view: EditorView, preferences: Pick<Preferences, 'completion' | 'ghostText'>): void {
  view.dispatch({
    effects: [
      list.reconfigure(
        autocompletion({
          activateOnTyping: preferences.completion,
          activateOnTypingDelay: activateMs,
          // Letters of a few pixels, which say no more than the words do.
          icons: false,
        }),
      ),
      ghost.reconfigure(
        preferences.ghostText
          ? ghostText({ suggest: likelyRest, busy: (state) => completionStatus(state) !== null })
          : [],
      ),
    ],
  })
}

/** A list that has only just opened is not taken from, lest a key meant otherwise does: Tab must not indent under it either. */
const takeFromList: Command = (view) => acceptCompletion(view) || completionStatus(view.state) === 'active'
