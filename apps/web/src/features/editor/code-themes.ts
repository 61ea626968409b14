import { syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { fetchOnce } from '#lib/fetch-once.ts'
import type { Preferences } from '#lib/preferences.ts'
import { highlightStyle } from './highlight-style.ts'
import type { PackagedThemeName } from './packaged-themes.ts'

/** Code in the colours of the page's theme. */
export const pageColours: Extension = syntaxHighlighting(highlightStyle)

/** The colours of code in a theme; those that are not the page's own are fetched. */
export async function loadColours(theme: Preferences['theme']): Promise<Extension> {
  switch (theme) {
    case 'one-dark':
    case 'dracula':
    case 'solarized-light':
    case 'solarized-dark':
      return packaged[theme]()
    default:
      return pageColours
  }
}

// Each is made once: the page never lets go of a theme's rules.
const packaged = {
  'one-dark': fetchOnce(() => fetchPackaged('one-dark')),
  dracula: fetchOnce(() => fetchPackaged('dracula')),
  'solarized-light': fetchOnce(() => fetchPackaged('solarized-light')),
  'solarized-dark': fetchOnce(() => fetchPackaged('solarized-dark')),
} satisfies Record<PackagedThemeName, () => Promise<Extension>>

async function fetchPackaged(name: PackagedThemeName): Promise<Extension> {
  const { loadPackagedTheme, showPackagedTheme } = await import('./packaged-themes.ts')
  return showPackagedTheme(await loadPackagedTheme(name))
}
