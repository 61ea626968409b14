import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type FileText, readText } from '#lib/read-text.ts'
import { followChanges } from './changes-since.ts'

/** Why the text of a file can't be had. */
export type FileProblem = Extract<FileText, { kind: 'not a text' }>['reason'] | 'too large' | 'unreadable'

/** What the page has to know of files that are dropped. */
export type DroppedFilesConfig = {
  /** No text that has more bytes fits into a document: such a file is not even read. */
  readonly maxBytes: number
  /** Nothing was inserted of this file. */
  readonly onProblem: (name: string, problem: FileProblem) => void
}

/**
 * Inserts the texts of files where they are dropped, and says of which that can't be done. By itself the editor would read
 * whatever comes, of any size, and put other signs in the place of those that it can't decode.
 */
export function droppedFiles(config: DroppedFilesConfig): Extension {
  return EditorView.domEventHandlers({
    drop: (event, view) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0 || view.state.readOnly) return false
      event.preventDefault()
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false)
      void insertTexts(view, at, files, config)
      return true
    },
  })
}

async function insertTexts(
  view: EditorView,
  at: number,
  files: readonly File[],
  config: DroppedFilesConfig,
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
    userEvent: 'input.drop',
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
