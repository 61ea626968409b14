import { isolateHistory } from '@codemirror/commands'
import { indentUnit } from '@codemirror/language'
import { ChangeSet, Transaction } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { followChanges } from './changes-since.ts'
import type { FormatAnswer, FormatRequest, Parser } from './format-text.ts'
import { laterMessages } from './later-messages.ts'

/** What came of formatting a document. */
export type FormatOutcome =
  | { readonly kind: 'formatted' | 'unchanged' | 'unknown-language' | 'not-writable' }
  | { readonly kind: 'refused'; readonly reason: string }

/** Which parser formats a language, by the language's name. */
const parsers: ReadonlyMap<string, Parser> = new Map([
  ['JavaScript', 'babel'],
  ['JSX', 'babel'],
  ['TypeScript', 'typescript'],
  ['TSX', 'typescript'],
  ['JSON', 'json'],
  ['CSS', 'css'],
  ['SCSS', 'scss'],
  ['LESS', 'less'],
  ['HTML', 'html'],
  ['Vue', 'vue'],
  ['Markdown', 'markdown'],
  ['YAML', 'yaml'],
])

/**
 * Formats the whole text as one step that undo takes back, changing only what differs. What others write while the
 * formatter works stays where and as they wrote it. `write` is what changes are made in.
 */
export async function formatDocument(
  view: EditorView,
  language: string | null,
  format: (request: FormatRequest) => Promise<FormatAnswer>,
  write: <Outcome>(change: () => Outcome) => Outcome = (change) => change(),
): Promise<FormatOutcome> {
  const parser = language === null ? undefined : parsers.get(language)
  if (parser === undefined) return { kind: 'unknown-language' }
  const { state } = view
  const since = followChanges(view)
  const answer = await format({
    text: state.doc.toString(),
    parser,
    tabWidth: state.facet(indentUnit) === '\t' ? state.tabSize : state.facet(indentUnit).length,
    useTabs: state.facet(indentUnit) === '\t',
  }).finally(() => since.end())
  if (answer.kind === 'refused') return answer
  const changes = ChangeSet.of([...answer.replacements], state.doc.length).map(since.end())
  if (changes.empty) return { kind: 'unchanged' }
  return write(() => {
    // The right to write may have gone meanwhile.
    if (view.state.readOnly) return { kind: 'not-writable' }
    view.dispatch({
      changes,
      effects: EditorView.announce.of(laterMessages.formatted),
      annotations: [Transaction.userEvent.of('format'), isolateHistory.of('full')],
    })
    return { kind: 'formatted' }
  })
}
