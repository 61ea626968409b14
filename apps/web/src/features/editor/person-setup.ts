import { Compartment, type Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { wholeCompositions } from '@tandem/codemirror'
import type { Preferences } from '#lib/preferences.ts'
import { appearance } from './appearance.ts'
import { loadColours, pageColours } from './code-themes.ts'
import { loadFont } from './fonts.ts'
import { indentGuides } from './indent-guides.ts'
import { loadKeyMap } from './key-maps.ts'
import { showCompletionLater } from './later.ts'
import { rainbowBrackets } from './rainbow-brackets.ts'
import { spokenLines } from './spoken-lines.ts'

const look = new Compartment()
const colours = new Compartment()
const keys = new Compartment()
const guides = new Compartment()
const brackets = new Compartment()
const lines = new Compartment()
const compositions = new Compartment()

/** What of an editor its reader chooses. It goes before everything else: its keys and its looks are the first to be asked. */
export function personSetup(): Extension {
  return [
    keys.of([]),
    look.of([]),
    colours.of(pageColours),
    brackets.of([]),
    guides.of([]),
    lines.of([]),
    compositions.of([]),
  ]
}

/**
 * Makes an editor as a person wants it. What has to be fetched comes when it is there, unless the person has changed
 * their mind meanwhile. The promise fails where it can't be fetched: the rest is as wanted then, too.
 */
export async function showPreferences(
  view: EditorView,
  preferences: Preferences,
  wanted: () => boolean,
): Promise<void> {
  showCompletionLater(view, preferences)
  view.dispatch({
    effects: [
      look.reconfigure(appearance(preferences)),
      guides.reconfigure(preferences.indentGuides ? indentGuides : []),
      brackets.reconfigure(preferences.rainbowBrackets ? rainbowBrackets : []),
      lines.reconfigure(preferences.lineNumbersSpoken ? spokenLines : []),
      compositions.reconfigure(preferences.wholeCompositions ? wholeCompositions : []),
    ],
  })
  const put = async (place: Compartment, loading: Promise<Extension>) => {
    const extension = await loading
    if (wanted()) view.dispatch({ effects: place.reconfigure(extension) })
  }
  const all = await Promise.allSettled([
    put(colours, loadColours(preferences.theme)),
    put(keys, loadKeyMap(preferences)),
    loadFont(preferences.font),
  ])
  const failed = all.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}
