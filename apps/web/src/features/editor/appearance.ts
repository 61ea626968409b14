import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { defaultPreferences, type Preferences } from '#lib/preferences.ts'
import { fontFamily } from './fonts.ts'

/**
 * The text as a person wants it. Only what differs from the default: the editor's own theme says the rest, and makes it
 * larger for fingers.
 */
export function appearance({ font, fontSize, lineHeight, ligatures }: Preferences): Extension {
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
