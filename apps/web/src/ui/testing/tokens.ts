import { readFileSync } from 'node:fs'

/** The stylesheet of the tokens, without its comments. */
export const stylesheet = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8').replace(
  /\/\*[\s\S]*?\*\//g,
  '',
)

/** The blocks of the stylesheet that apply in a theme, later ones win, as in the cascade. */
export const themes = {
  light: [],
  dark: ['dark'],
  'light, more contrast': ['more-contrast'],
  'dark, more contrast': ['dark', 'more-contrast', 'more-contrast dark'],
} as const

/** The hues of people. */
export const hues = Array.from({ length: 24 }, (_, hue) => hue)

/** The tokens' values where these blocks apply. Asking for one that there is not throws. */
export function tokensIn(variants: readonly string[]): (name: string) => string {
  const values = new Map<string, string>()
  const collect = (block: string) => {
    for (const [, name = '', value = ''] of block.matchAll(/(--[\w-]+):\s*([^;]+);/g)) values.set(name, value.trim())
  }
  const conditional = /:root \{\s*@variant ([\w-]+) \{(?:\s*@variant ([\w-]+) \{)?([\s\S]*?)\n\}/g
  collect(
    stylesheet
      .replace(conditional, '')
      .replace(/@(?:media|custom-variant) [\s\S]*?\n\}/g, '')
      .replace(/\[data-hue[\s\S]*?\}/g, ''),
  )
  for (const [, outer = '', inner, block = ''] of stylesheet.matchAll(conditional))
    if (variants.includes(inner === undefined ? outer : `${outer} ${inner}`)) collect(block)
  return (name) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`No token ${name}`)
    return value
  }
}
