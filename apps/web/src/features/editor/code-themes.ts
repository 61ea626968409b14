import { syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import type { Preferences } from '#lib/preferences.ts'
import { highlightStyle } from './highlight-style.ts'

/** Code in the colours of the page's theme. */
export const pageColours: Extension = syntaxHighlighting(highlightStyle)

/** The colours of code in a theme; those that are not the page's own are fetched. */
export async function loadColours(theme: Preferences['theme']): Promise<Extension> {
  switch (theme) {
    case 'one-dark':
      return (await import('@codemirror/theme-one-dark')).oneDark
    case 'dracula':
      return (await import('@uiw/codemirror-theme-dracula')).dracula
    case 'solarized-light':
      return (await import('@uiw/codemirror-theme-solarized/light')).solarizedLight
    case 'solarized-dark':
      return (await import('@uiw/codemirror-theme-solarized/dark')).solarizedDark
    default:
      return pageColours
  }
}
