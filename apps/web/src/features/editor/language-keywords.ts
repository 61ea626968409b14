import { type Language, language, StreamLanguage } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

const known = new WeakMap<Language, readonly string[]>()

/** The keywords of the language that a text is in. Its grammar names them, one kind of node each; older languages name none. */
export function keywordsOf(state: EditorState): readonly string[] {
  const current = state.facet(language)
  if (!current || current instanceof StreamLanguage) return []
  let keywords = known.get(current)
  if (!keywords) {
    keywords = [...namesIn(current)].sort()
    known.set(current, keywords)
  }
  return keywords
}

/** Grammars name what they call things in capitals, and a keyword by itself. */
function namesIn({ parser }: Language): ReadonlySet<string> {
  const types = 'nodeSet' in parser ? parser.nodeSet : null
  if (!isNodeSet(types)) return new Set()
  return new Set(types.types.map(({ name }) => name).filter((name) => /^[a-z]{2,}$/.test(name)))
}

function isNodeSet(value: unknown): value is { readonly types: readonly { readonly name: string }[] } {
  return typeof value === 'object' && value !== null && 'types' in value && Array.isArray(value.types)
}
