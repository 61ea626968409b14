import type { LanguageSupport } from '@codemirror/language'
import { fetchOnce } from '#lib/fetch-once.ts'
import { plainText } from './document-settings.ts'

/** A language that a document can be in; its support is fetched when it is first needed. */
export type Language = {
  readonly name: string
  /** Other names that people search for, file extensions among them. */
  readonly aliases: readonly string[]
  readonly load: () => Promise<LanguageSupport>
}

/** What languages there are. */
export type LanguageList = {
  /** By name. */
  readonly all: readonly Language[]
  /** The one with this name, whatever its case. */
  named(name: string): Language | null
  /** The one that files with this title are in. */
  forTitle(title: string): Language | null
}

/** Fetches the list of languages, once. Whoever draws with `use` fetches it before: it would ask again at each failure. */
export const loadLanguages = fetchOnce(async (): Promise<LanguageList> => {
  const { languages } = await import('@codemirror/language-data')
  const all = languages
    .map((description) => ({
      name: description.name,
      aliases: [...description.alias, ...description.extensions],
      load: () => description.load(),
      matches: (title: string) =>
        description.filename?.test(title) || description.extensions.includes(extensionOf(title)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }))
  return {
    all,
    named: (name) => all.find((language) => language.name.toLowerCase() === name.toLowerCase()) ?? null,
    forTitle: (title) => all.find((language) => language.matches(title)) ?? null,
  }
})

/** The languages that a search finds: those whose name starts with it first, then the others by name. */
export function searchLanguages(languages: readonly Language[], search: string): readonly Language[] {
  const asked = search.trim().toLowerCase()
  if (asked === '') return languages
  const rank = ({ name, aliases }: Language): number => {
    const lower = name.toLowerCase()
    if (lower === asked || aliases.includes(asked)) return 0
    if (lower.startsWith(asked)) return 1
    if (lower.includes(asked)) return 2
    return aliases.some((alias) => alias.startsWith(asked)) ? 3 : 4
  }
  return languages
    .map((language) => ({ language, rank: rank(language) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ language }) => language)
}

/** The language of a document: the one it is set to, else the one its title tells; null for plain text. */
export function languageOf(languages: LanguageList, set: string | null, title: string): Language | null {
  if (set === plainText) return null
  return (set === null ? null : languages.named(set)) ?? languages.forTitle(title)
}

function extensionOf(title: string): string {
  return /\.([^.]+)$/.exec(title)?.[1]?.toLowerCase() ?? ''
}
