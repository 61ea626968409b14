import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { defaultPreferences, type Preferences } from '#lib/preferences.ts'
import { fontFamily } from './fonts.ts'

/**
 * The text as a person wants it. Only what differs from the default: the editor's own theme says the rest, and makes it
 * larger for fingers.
 */
export function appearance(preferences: Preferences): Extension {
  const { font, fontSize, lineHeight, ligatures } = preferences
  const key = [font, fontSize, lineHeight, ligatures].join()
  const look = looks.get(key) ?? lookOf(preferences)
  looks.set(key, look)
  return look
}

/** Each is made once, of all that can be chosen: the page never lets go of a theme's rules. */
const looks = new Map<string, Extension>()

function lookOf({ font, fontSize, lineHeight, ligatures }: Preferences): Extension {
  // In rem, so that it grows with the size of the browser's own text.
  const size = fontSize === defaultPreferences.fontSize ? {} : { fontSize: `${fontSize / 16}rem` }
  return EditorView.theme({
    '&, &.cm-editor': size,
    '& .cm-scroller': {
      ...(font === defaultPreferences.font ? {} : { fontFamily: fontFamily(font) }),
      ...(lineHeight === defaultPreferences.lineHeight ? {} : { lineHeight: String(lineHeight) }),
      ...(ligatures ? {} : { fontVariantLigatures: 'none' }),
    },
  })
}
