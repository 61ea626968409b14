import type { Preferences } from '#lib/preferences.ts'

type Font = { readonly family: string; readonly load?: () => Promise<unknown> }

/** The fonts for code. All but the system's come from our own server, and only to those who chose them. */
const fonts: Readonly<Record<Preferences['font'], Font>> = {
  'jetbrains-mono': { family: 'var(--font-mono)' },
  'fira-code': {
    family: '"Fira Code Variable", var(--font-mono)',
    load: () => import('@fontsource-variable/fira-code'),
  },
  'source-code-pro': {
    family: '"Source Code Pro Variable", var(--font-mono)',
    load: () => import('@fontsource-variable/source-code-pro'),
  },
  system: { family: 'ui-monospace, Menlo, Consolas, "Liberation Mono", monospace' },
}

/** The families of a font, in the order in which the browser tries them. */
export function fontFamily(font: Preferences['font']): string {
  return fonts[font].family
}

/** Fetches what declares a font to the browser. */
export async function loadFont(font: Preferences['font']): Promise<void> {
  await fonts[font].load?.()
}
