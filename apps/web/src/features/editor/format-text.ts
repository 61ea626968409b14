import { diff } from '@codemirror/merge'
import type { Options, Plugin } from 'prettier'

/** How a language is formatted: by which of Prettier's parsers. */
export type Parser = 'babel' | 'typescript' | 'json' | 'css' | 'scss' | 'less' | 'html' | 'vue' | 'markdown' | 'yaml'

/** A text to format, and how. */
export type FormatRequest = {
  readonly text: string
  readonly parser: Parser
  readonly tabWidth: number
  readonly useTabs: boolean
}

/** A piece of the text as it was, and what comes in its place. */
export type Replacement = { readonly from: number; readonly to: number; readonly insert: string }

/** What came of formatting. A text with mistakes in it can't be formatted: the reason is for the person. */
export type FormatAnswer =
  | { readonly kind: 'formatted'; readonly replacements: readonly Replacement[] }
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * The comparison is exact up to so many changed characters in a row, and gives up being exact after so long. What others
 * write meanwhile survives in any case; what is compared exactly leaves their carets where they are, too.
 */
const comparison = { scanLimit: 2000, timeout: 2000 }

/** Formats a text with Prettier and says what is to change, as little as can be. */
export async function formatText({ text, parser, tabWidth, useTabs }: FormatRequest): Promise<FormatAnswer> {
  const [{ format }, plugins] = await Promise.all([import('prettier/standalone'), loadPlugins(parser)])
  const options: Options = { parser, plugins: [...plugins], tabWidth, useTabs, endOfLine: 'lf' }
  let formatted: string
  try {
    formatted = await format(text, options)
  } catch (error) {
    // Prettier throws what its parsers throw; all of them say where the mistake is, in their first line.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { kind: 'refused', reason }
  }
  const replacements = diff(text, formatted, comparison).map(({ fromA, toA, fromB, toB }) => ({
    from: fromA,
    to: toA,
    insert: formatted.slice(fromB, toB),
  }))
  return { kind: 'formatted', replacements }
}

/** What a parser needs; a page of HTML has styles and scripts in it, a text in Markdown code of every kind. */
async function loadPlugins(parser: Parser): Promise<readonly Plugin[]> {
  switch (parser) {
    case 'babel':
    case 'json':
      return Promise.all([import('prettier/plugins/babel'), import('prettier/plugins/estree')])
    case 'typescript':
      return Promise.all([import('prettier/plugins/typescript'), import('prettier/plugins/estree')])
    case 'css':
    case 'scss':
    case 'less':
      return [await import('prettier/plugins/postcss')]
    case 'html':
    case 'vue':
      return Promise.all([
        import('prettier/plugins/html'),
        import('prettier/plugins/postcss'),
        import('prettier/plugins/babel'),
        import('prettier/plugins/typescript'),
        import('prettier/plugins/estree'),
      ])
    case 'markdown':
      return Promise.all([
        import('prettier/plugins/markdown'),
        import('prettier/plugins/babel'),
        import('prettier/plugins/estree'),
        import('prettier/plugins/postcss'),
      ])
    case 'yaml':
      return [await import('prettier/plugins/yaml')]
  }
}
