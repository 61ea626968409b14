import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type FileText, readText } from '#lib/read-text.ts'
import { followChanges } from './changes-since.ts'

/** Why the text of a file can't be had. */
export type FileProblem = Extract<FileText, { kind: 'not a text' }>['reason'] | 'too large' | 'unreadable'

/** What the page has to know of files that are dropped or pasted. */
export type IncomingFilesConfig = {
  /** No text that has more bytes fits into a document: such a file is not even read. */
  readonly maxBytes: number
  /** Nothing was inserted of this file. */
  readonly onProblem: (name: string, problem: FileProblem) => void
}

/**
 * Inserts the texts of files where they are dropped or pasted, and says of which that can't be done. By itself the editor
 * would read whatever is dropped, of any size, put other signs in the place of those that it can't decode, and say nothing
 * of what is pasted.
 */
export function incomingFiles(config: IncomingFilesConfig): Extension {
  const take = (view: EditorView, data: DataTransfer | null, at: () => number, userEvent: string): boolean => {
    const files = [...(data?.files ?? [])]
    if (files.length === 0 || view.state.readOnly) return false
    void insertTexts(view, files, { at: at(), userEvent }, config)
    return true
  }
  return EditorView.domEventHandlers({
    drop: (event, view) =>
      take(
        view,
        event.dataTransfer,
        () => view.posAtCoords({ x: event.clientX, y: event.clientY }, false),
        'input.drop',
      ),
    paste: (event, view) => {
      // What is copied out of a table or a page is a picture, too.
      if (event.clipboardData?.getData('text/plain')) return false
      return take(view, event.clipboardData, () => view.state.selection.main.head, 'input.paste')
    },
  })
}

async function insertTexts(
  view: EditorView,
  files: readonly File[],
  { at, userEvent }: { readonly at: number; readonly userEvent: string },
  config: IncomingFilesConfig,
): Promise<void> {
  const since = followChanges(view)
  const contents = await Promise.all(files.map((file) => textOf(file, config.maxBytes)))
  const place = since.end().mapPos(at)
  const texts: string[] = []
  for (const [index, content] of contents.entries()) {
    if (typeof content === 'object') texts.push(content.text)
    else config.onProblem(files[index]?.name ?? '', content)
  }
  const { state } = view
  // The right to write may have gone meanwhile.
  if (texts.length === 0 || state.readOnly) return
  const filters = state.facet(EditorView.clipboardInputFilter)
  const insert = state.toText(filters.reduce((text, filter) => filter(text, state), texts.join('\n')))
  view.focus()
  view.dispatch({
    changes: { from: place, insert },
    selection: { anchor: place, head: place + insert.length },
    userEvent,
    scrollIntoView: true,
  })
}

async function textOf(file: File, maxBytes: number): Promise<{ readonly text: string } | FileProblem> {
  if (file.size > maxBytes) return 'too large'
  try {
    const content = readText(new Uint8Array(await file.arrayBuffer()))
    return content.kind === 'text' ? { text: content.text } : content.reason
  } catch {
    // A folder, or a file that went away or may not be read.
    return 'unreadable'
  }
}
