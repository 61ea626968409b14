import { type LineEnding, lineEndingNamed } from '#lib/line-endings.ts'

/** How a document is indented: with so many spaces, or with tabs shown this wide. */
export type Indentation = { readonly kind: 'spaces' | 'tabs'; readonly width: number }

/** The settings that everybody in a document shares, as its properties hold them. */
export type DocumentSettings = {
  /** The name of a language; null: detect it from the title. */
  readonly language: string | null
  readonly indentation: Indentation
  readonly wrap: boolean
  /** How lines end in the file that this document came from, or shall become. Here they end with LF. */
  readonly lineEnding: LineEnding
}

/** The keys of the document's map under which the settings are. */
export const settingKeys = { language: 'language', indent: 'indent', wrap: 'wrap', lineEnding: 'lineEnding' } as const

/** The value of `language` for a text that is in none. */
export const plainText = 'text'

/** The indentations that can be chosen, as the values of `indent`. */
export const indents = ['2', '4', '8', 'tab'] as const

/** Reads the settings. Anybody may have put anything into the map: what makes no sense counts as not set. */
export function documentSettings(properties: ReadonlyMap<string, unknown>): DocumentSettings {
  const language = properties.get(settingKeys.language)
  return {
    language: typeof language === 'string' && language !== '' ? language : null,
    indentation: indentationOf(properties.get(settingKeys.indent)),
    wrap: properties.get(settingKeys.wrap) === true,
    lineEnding: lineEndingNamed(properties.get(settingKeys.lineEnding)),
  }
}

/** What a value of `indent` means; two spaces when it means nothing. */
export function indentationOf(value: unknown): Indentation {
  if (value === 'tab') return { kind: 'tabs', width: 4 }
  const width = typeof value === 'string' && /^[1-8]$/.test(value) ? Number(value) : 2
  return { kind: 'spaces', width }
}

/** The value of `indent` for an indentation. */
export function indentValue(indentation: Indentation): string {
  return indentation.kind === 'tabs' ? 'tab' : String(indentation.width)
}
