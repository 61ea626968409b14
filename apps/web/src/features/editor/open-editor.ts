import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Peer, Session } from '@tandem/client'
import {
  collaboration,
  type FollowState,
  goToPeer,
  holdBack,
  locatePeer,
  type RemoteEdit,
  revealPeer,
  showPeers,
  startFollowing,
  stopFollowing,
} from '@tandem/codemirror'
import { limits } from '@tandem/protocol'
import { calmly } from '#lib/calmly.ts'
import type { LineEnding } from '#lib/line-endings.ts'
import { Observed } from '#lib/observed.ts'
import { showProblems } from './checked-languages.ts'
import { countTextLater } from './count-text-later.ts'
import { type CursorPosition, cursorPosition } from './cursor-status.ts'
import { settingKeys } from './document-settings.ts'
import { type FileProblem, incomingFiles } from './incoming-files.ts'
import { incomingText } from './incoming-text.ts'
import { showPreferences } from './person-setup.ts'
import { commandOf, goToLine } from './run-text-command.ts'
import { onSaveAsked } from './save-asked.ts'
import { changeInReading, editorSetup, showIndentation, showLanguage, showReading, showWrapping } from './setup.ts'
import { tabMode } from './tab-mode.ts'
import { noText } from './text-count.ts'
import type { TextEditor } from './text-editor.ts'

/** Makes an editor on the session. The only way to CodeMirror for the page, which imports this file when it needs it. */
export function openEditor({
  parent,
  session,
  hueOf,
  cursor,
  hintId,
  nonce,
  onSave,
  onTooLong,
  onUsedUp,
  onFileProblem,
}: {
  readonly parent: HTMLElement
  readonly session: Session
  readonly hueOf: (person: Pick<Peer, 'user' | 'hue'>) => number
  readonly cursor: Observed<CursorPosition>
  /** The element that says how to leave the editor by keyboard. */
  readonly hintId: string
  readonly nonce: string | undefined
  /** Somebody asked by their key map for the text to be saved. */
  readonly onSave: () => void
  readonly onTooLong: (units: number) => void
  /** More would have been written into the document than it can ever keep. */
  readonly onUsedUp: () => void
  /** The text of a file that was dropped or pasted can't be had. */
  readonly onFileProblem: (name: string, problem: FileProblem) => void
}): TextEditor {
  const tabMovesFocus = new Observed(false)
  const count = new Observed(noText)
  const problems = new Observed(0)
  let language: Parameters<TextEditor['showLanguage']>[0] = null
  const watchers = new Set<(edit: RemoteEdit) => void>()
  const heldBack = new Observed<number | null>(null)
  const followed = new Observed<FollowState>({ kind: 'alone' })
  const tellCursor = calmly(() => cursor.set(cursorPosition(view.state)))
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        collaboration({
          session,
          hueOf,
          onFollow: (state) => followed.set(state),
          onHeldBack: heldBack.set,
          onRemoteEdit: (edit) => {
            for (const watcher of watchers) watcher(edit)
          },
        }),
        editorSetup({ hintId, nonce }),
        onSaveAsked.of(onSave),
        incomingText({
          maxUnits: limits.maxDocumentUnits,
          unitsLeft: () => limits.maxDocumentCharacters - (session.doc?.everInserted ?? 0),
          onTooLong,
          onUsedUp,
          onFirstText: (ending) => keepLineEnding(session, ending),
        }),
        // In UTF-8 a code unit takes three bytes at most.
        incomingFiles({ maxBytes: 3 * limits.maxDocumentUnits, onProblem: onFileProblem }),
        countTextLater(count.set),
        EditorView.updateListener.of((update) => {
          if (update.docChanged || update.selectionSet) tellCursor.soon()
          tabMovesFocus.set(update.state.field(tabMode))
        }),
      ],
    }),
  })
  const write = <Outcome>(change: () => Outcome) => changeInReading(view, session.writable, change)
  return {
    focus: () => view.focus(),
    run: (command) => void write(() => commandOf[command](view)),
    goToLine: (line) => goToLine(view, line),
    count,
    lineOf: (peer) => locatePeer(view, peer)?.line ?? null,
    reveal: (peer) => revealPeer(view, peer),
    goTo: (peer) => {
      view.focus()
      return goToPeer(view, peer)
    },
    revealMine: (focus) => {
      if (focus) view.focus()
      view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head, { y: 'center' }) })
    },
    heldBack,
    holdBack: (on) => holdBack(view, on),
    followed,
    follow: (userId) => startFollowing(view, userId),
    stopFollowing: () => stopFollowing(view),
    watchEdits: (listener) => {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
    showPeers: (display) => showPeers(view, display),
    showLanguage: (next) => {
      language = next
      showLanguage(view, next?.support ?? null)
      // Without it the text has its colours all the same.
      showProblems(view, next?.name ?? null, problems.set, () => language === next).catch(() => problems.set(0))
    },
    problems,
    format: async (name) => {
      const { formatAndTell } = await import('./format-and-tell.ts')
      await formatAndTell(view, name, write)
    },
    revert: async ({ plan, revision }) => {
      const { revert } = await import('@tandem/codemirror/revert')
      // Of what is still on its way nothing could be taken back.
      if (session.seq < revision) return 'behind'
      return write(() => revert(view, plan)) ? 'done' : 'refused'
    },
    showIndentation: (indentation, tabSize) => showIndentation(view, indentation, tabSize),
    showReading: (on) => showReading(view, on),
    showWrapping: (wrap) => showWrapping(view, wrap),
    showPreferences: (preferences, wanted) => showPreferences(view, preferences, wanted),
    tabMovesFocus,
    destroy: () => {
      tellCursor.stop()
      view.destroy()
    },
  }
}

/** Keeps how the lines of a document's first text ended, for when it goes out again; unless somebody has chosen already. */
function keepLineEnding(session: Session, ending: LineEnding): void {
  if (ending === 'lf' || !session.writable || session.doc?.properties.get(settingKeys.lineEnding) !== undefined) return
  session.setProperty(settingKeys.lineEnding, ending)
}
