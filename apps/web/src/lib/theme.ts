import { type Preferences, readPreferences } from './preferences.ts'

/** What the page's root element carries, so that the tokens know the theme; nothing of it: as the system says. */
export type ThemeAttributes = { readonly 'data-theme'?: 'light' | 'dark'; readonly 'data-contrast'?: 'more' }

/** The cookie in which the theme comes along with each request: the first picture of a page is in it already. */
export const themeCookieName = 'tandem-theme'

const yearSeconds = 365 * 24 * 60 * 60

/** The attributes of the root element in a theme. */
export function themeAttributes(theme: Preferences['theme']): ThemeAttributes {
  switch (theme) {
    case 'system':
      return {}
    case 'light':
    case 'solarized-light':
      return { 'data-theme': 'light' }
    case 'dark':
    case 'one-dark':
    case 'dracula':
    case 'solarized-dark':
      return { 'data-theme': 'dark' }
    case 'light-contrast':
      return { 'data-theme': 'light', 'data-contrast': 'more' }
    case 'dark-contrast':
      return { 'data-theme': 'dark', 'data-contrast': 'more' }
  }
}

/** The theme that a cookie names; anything else counts as none. */
export function themeOf(cookie: string | undefined): Preferences['theme'] {
  return readPreferences({ theme: cookie }).theme
}

/** A theme as a cookie. */
export function themeCookie(theme: Preferences['theme']): string {
  return `${themeCookieName}=${theme}; path=/; max-age=${theme === 'system' ? 0 : yearSeconds}; samesite=lax`
}

/** Puts the page into a theme. The server did so already, unless the page came out of a cache. */
export function showTheme(theme: Preferences['theme']): void {
  const { 'data-theme': shade, 'data-contrast': contrast } = themeAttributes(theme)
  const { dataset } = document.documentElement
  if (shade === undefined) delete dataset.theme
  else dataset.theme = shade
  if (contrast === undefined) delete dataset.contrast
  else dataset.contrast = contrast
}
