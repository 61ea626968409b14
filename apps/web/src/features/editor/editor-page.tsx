'use client'
import { endsAccess } from '@tandem/client'
import { mayWrite, type Role } from '@tandem/protocol'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { downloadText } from '#lib/download.ts'
import { withLineEnding } from '#lib/line-endings.ts'
import { Observed } from '#lib/observed.ts'
import type { Result } from '#lib/result.ts'
import type { AssignHues, Room } from '#lib/room.ts'
import type { FindDocuments } from '#lib/use-found-documents.ts'
import { usePreferences } from '#lib/use-preferences.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { laterPart } from '#ui/later-part.tsx'
import { AccessLost } from './access-lost.tsx'
import type { Author } from './author.ts'
import { Banners } from './banners.tsx'
import { CodeEditor } from './code-editor.tsx'
import { startOfText } from './cursor-status.ts'
import { EditorFrame, StatusPlace } from './editor-frame.tsx'
import { EditorSkeleton } from './editor-skeleton.tsx'
import { HeldBack } from './held-back.tsx'
import { messages } from './messages.ts'
import { type OverlayPages, Overlays } from './overlays.tsx'
import { PropertiesPanel } from './properties-place.tsx'
import { ReadingFirst } from './reading-first.tsx'
import { followHues, People } from './room-people.tsx'
import { SaveChip } from './save-chip.tsx'
import { SendProgress } from './send-progress.tsx'
import type { SessionFacts } from './session-facts.ts'
import { refuseStrayDrops } from './stray-drops.ts'
import type { TextEditor } from './text-editor.ts'
import { TitleField } from './title-field.tsx'
import { useActivity } from './use-activity.ts'
import { useBackOnline } from './use-back-online.ts'
import { useCommands } from './use-commands.ts'
import { useEditorPreferences } from './use-editor-preferences.ts'
import { useFirstFocus } from './use-first-focus.ts'
import { useLeaveGuard } from './use-leave-guard.ts'
import { type FindRoleGiver, useRoleNews } from './use-role-news.ts'
import { useSaveState } from './use-save-state.ts'
import { type OpenSession, useFact, useSession } from './use-session.ts'
import { useSettings } from './use-settings.ts'
import { useTellSaved } from './use-tell-saved.ts'

const StatusBar = laterPart(() => import('./status-bar.tsx'), <StatusPlace />)

/** Props of `EditorPage`. */
export type EditorPageProps = {
  readonly documentId: string
  /** What the server knew when it made the page; the session knows better as soon as it is in. */
  readonly title: string
  readonly role: Role
  readonly user: { readonly id: string; readonly name: string }
  /** Where the collaboration server is. */
  readonly collabUrl: string
  readonly renameDocument: (input: { id: string; title: string }) => Promise<Result>
  /** Who wrote with each replica of the document. */
  readonly findAuthors: (input: { id: string }) => Promise<Result<{ authors: readonly Author[] }>>
  /** Who gave this person the role that they have. */
  readonly findRoleGiver: FindRoleGiver
  readonly findDocuments: FindDocuments
  /** The way to the share dialog. */
  readonly share?: ReactNode
  /** Draws who is here, at the right of the top bar. */
  readonly presence?: (room: Room) => ReactNode
  /** Draws what is told of the others over the text. */
  readonly aroundText?: (room: Room) => ReactNode
  /** Resolves collisions of hues; without it everybody keeps their own. */
  readonly assignHues?: AssignHues
  /** What others put in front of the text. */
  readonly overlays: OverlayPages
}

/** The page on which a document is written. Opens a session for as long as it is mounted. */
export function EditorPage(props: EditorPageProps) {
  const open = useSession(props.collabUrl, props.documentId, props.user.id)
  return open ? (
    <OpenPage {...props} open={open} />
  ) : (
    <EditorFrame {...props} title={<PlainTitle title={props.title} />} />
  )
}

function OpenPage({ open: { session, facts }, ...props }: EditorPageProps & { readonly open: OpenSession }) {
  const { documentId, renameDocument, presence, aroundText, assignHues } = props
  const title = useFact(facts, (view) => view.title) ?? props.title
  const role = useFact(facts, (view) => view.role) ?? props.role
  const state = useFact(facts, (view) => view.state)
  const opened = useFact(facts, (view) => view.opened)
  const [editor, setEditor] = useState<TextEditor | null>(null)
  const [cursor] = useState(() => new Observed(startOfText))
  const hues = useMemo(() => followHues(session, assignHues), [session, assignHues])
  const preferences = usePreferences()
  const settings = useSettings(session, facts, editor, title, preferences)
  const tellSaved = useTellSaved(facts)
  const { overlay, closeOverlay, panel, closePanel, titleAsked, askTitle, ...commands } = useCommands({
    editor,
    language: settings.shown?.name ?? null,
    writable: opened && mayWrite(role),
    download: () => downloadText(title, withLineEnding(session.doc?.toString() ?? '', settings.lineEnding)),
    tellSaved,
  })
  const { peopleListed, listPeople, undone, undoChanges, run } = commands
  useEditorPreferences(editor, preferences)
  useActivity(session)
  useEffect(refuseStrayDrops, [])
  useBackOnline(session, () => run('nextRemoteChange'))
  useLeaveGuard(facts)
  useRoleNews(session, documentId, props.findRoleGiver)
  useFirstFocus(session, facts, editor, askTitle)

  const endedBy = state.phase === 'closed' ? state.reason.code : null
  if (endedBy !== null && endsAccess(endedBy)) {
    return <AccessLost code={endedBy} documentId={documentId} title={title} facts={facts} />
  }
  const writable = opened && mayWrite(role) && endedBy === null
  const room = { session, facts, hues, editor, role, listed: peopleListed, onList: listPeople, onUndo: undoChanges }
  return (
    <EditorFrame
      {...props}
      title={
        <TitleField
          title={title}
          mayRename={mayWrite(role)}
          asked={titleAsked}
          onAnswered={(left) => {
            askTitle(false)
            if (!left) editor?.focus()
          }}
          onRename={(next) => renameDocument({ id: documentId, title: next })}
        />
      }
      save={<SaveChip facts={facts} />}
      people={presence ? <People {...room} draw={presence} /> : null}
      banners={<Banners session={session} facts={facts} documentId={documentId} title={title} />}
      status={
        opened && editor ? (
          <StatusBar
            settings={settings}
            cursor={cursor}
            editor={editor}
            writable={writable}
            viewOnly={!mayWrite(role)}
            ownKeyMap={preferences.keyMap !== 'default'}
            onRun={run}
            progress={<SendProgress facts={facts} />}
          />
        ) : null
      }
      panel={
        panel?.name === 'properties' && opened ? (
          <PropertiesPanel
            session={session}
            facts={facts}
            settings={settings}
            writable={writable}
            findAuthors={() => props.findAuthors({ id: documentId })}
            asked={panel.asked}
            onClose={closePanel}
            onMissing={closePanel}
          />
        ) : null
      }
    >
      <CodeEditor
        session={session}
        hueOf={hues}
        cursor={cursor}
        hint={messages.tabHint(preferences.keyMap, writable)}
        onSave={tellSaved}
        onEditor={setEditor}
      />
      {opened && editor ? null : <NotOpen facts={facts} onRetry={() => session.retryNow()} />}
      <ReadingFirst session={session} facts={facts} editor={editor} opened={opened} writable={writable} />
      {editor ? <HeldBack editor={editor} /> : null}
      {aroundText ? <People {...room} draw={aroundText} /> : null}
      <Overlays
        open={overlay}
        onClose={closeOverlay}
        pages={props.overlays}
        documentId={documentId}
        userId={props.user.id}
        editor={editor}
        undone={undone}
        writable={writable}
        onRun={run}
        onGoToLine={(line) => editor?.goToLine(line)}
        findDocuments={props.findDocuments}
      />
    </EditorFrame>
  )
}

function PlainTitle({ title }: { readonly title: string }) {
  return (
    <h1 className="block h-7 min-w-0 max-w-full truncate font-medium text-base leading-7 tracking-normal">{title}</h1>
  )
}

function NotOpen({ facts, onRetry }: { readonly facts: SessionFacts; readonly onRetry: () => void }) {
  const save = useSaveState(facts)
  if (save.kind !== 'unreachable') return <EditorSkeleton />
  const { title, text } = save.why === null ? messages.unreachable : messages.holds[save.why]
  return (
    <div className="absolute inset-0 z-1 overflow-auto bg-canvas">
      <ErrorState title={title} onRetry={onRetry}>
        {text}
      </ErrorState>
    </div>
  )
}
