'use client'
import { endsAccess, type Session } from '@tandem/client'
import { mayWrite, type Role } from '@tandem/protocol'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Observed } from '#lib/observed.ts'
import { paths } from '#lib/paths.ts'
import type { Result } from '#lib/result.ts'
import type { AssignHues, Room } from '#lib/room.ts'
import { usePreferences } from '#lib/use-preferences.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { toast } from '#ui/toast.tsx'
import { Tooltip } from '#ui/tooltip.tsx'
import { AccessLost } from './access-lost.tsx'
import { Banners } from './banners.tsx'
import { CodeEditor } from './code-editor.tsx'
import { startOfText } from './cursor-status.ts'
import { EditorSkeleton } from './editor-skeleton.tsx'
import { messages } from './messages.ts'
import { type OverlayPages, Overlays } from './overlays.tsx'
import { followHues, People } from './room-people.tsx'
import { SaveChip } from './save-chip.tsx'
import type { SessionFacts } from './session-facts.ts'
import { StatusBar } from './status-bar.tsx'
import type { TextEditor } from './text-editor.ts'
import { TitleField } from './title-field.tsx'
import { useActivity } from './use-activity.ts'
import { useBackOnline } from './use-back-online.ts'
import { useCommands } from './use-commands.ts'
import { useEditorPreferences } from './use-editor-preferences.ts'
import { useLeaveGuard, wouldBeLost } from './use-leave-guard.ts'
import { useSaveState } from './use-save-state.ts'
import { type OpenSession, useFact, useSession } from './use-session.ts'
import { useSettings } from './use-settings.ts'

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
  return open ? <OpenPage {...props} open={open} /> : <Frame {...props} title={<PlainTitle title={props.title} />} />
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
  const { overlay, closeOverlay, run } = useCommands(editor, settings.shown?.name ?? null, opened && mayWrite(role))
  useEditorPreferences(editor, preferences)
  useActivity(session)
  useBackOnline(session)
  useRoleNews(session)
  useFirstFocus(editor, opened)

  const endedBy = state.phase === 'closed' ? state.reason.code : null
  if (endedBy !== null && endsAccess(endedBy)) {
    return <AccessLost code={endedBy} documentId={documentId} title={title} facts={facts} />
  }
  const writable = opened && mayWrite(role) && endedBy === null
  const room = { session, facts, hues, editor, role }
  return (
    <Frame
      {...props}
      title={
        <TitleField
          title={title}
          mayRename={mayWrite(role)}
          onRename={(next) => renameDocument({ id: documentId, title: next })}
        />
      }
      save={<SaveChip facts={facts} />}
      people={presence ? <People {...room} draw={presence} /> : null}
      banners={<Banners session={session} facts={facts} documentId={documentId} title={title} />}
      status={
        <StatusBar
          settings={settings}
          cursor={cursor}
          editor={editor}
          opened={opened && editor !== null}
          writable={writable}
          viewOnly={!mayWrite(role)}
          ownKeyMap={preferences.keyMap !== 'default'}
          onRun={run}
        />
      }
    >
      <CodeEditor session={session} hueOf={hues} cursor={cursor} onEditor={setEditor} />
      {opened && editor ? null : <NotOpen facts={facts} onRetry={() => session.retryNow()} />}
      {aroundText ? <People {...room} draw={aroundText} /> : null}
      <Overlays
        open={overlay}
        onClose={closeOverlay}
        pages={props.overlays}
        writable={writable}
        onRun={run}
        onGoToLine={(line) => editor?.goToLine(line)}
      />
      <LeaveGuard facts={facts} />
    </Frame>
  )
}

/** The page's parts and their places. The editor gets all the room that is left. */
function Frame({
  title,
  save,
  people,
  share,
  banners,
  status,
  children,
}: {
  readonly title: ReactNode
  readonly save?: ReactNode
  readonly people?: ReactNode
  readonly share?: ReactNode
  readonly banners?: ReactNode
  readonly status?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <header className="flex h-12 shrink-0 items-center gap-1.5 border-line border-b bg-surface pr-2 pl-1.5 sm:gap-3 sm:pr-3 pointer-coarse:h-14">
        <Tooltip content={messages.back}>
          <Link
            href={paths.documents}
            aria-label={messages.back}
            className="flex size-control shrink-0 items-center justify-center rounded-control text-text-muted hover:bg-hover hover:text-text"
          >
            <Icon shape={ArrowLeft} />
          </Link>
        </Tooltip>
        <div className="flex min-w-0 grow items-center gap-3 max-sm:flex-col max-sm:items-start max-sm:gap-0">
          {title}
          <div className="flex h-4 min-w-0 max-w-full items-center sm:shrink-0">{save}</div>
        </div>
        {people}
        {share}
      </header>
      <main className="flex min-h-0 grow flex-col">
        {banners}
        <div className="relative min-h-0 grow">{children ?? <EditorSkeleton />}</div>
      </main>
      {status ?? <div className="h-7 shrink-0 border-line border-t bg-surface pointer-coarse:h-11" />}
    </div>
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
  return (
    <div className="absolute inset-0 z-1 overflow-auto bg-canvas">
      <ErrorState title={messages.unreachableTitle} onRetry={onRetry}>
        {messages.unreachable}
      </ErrorState>
    </div>
  )
}

/** Apart from the page, like everything that follows each key, so that typing does not draw the whole page again. */
function LeaveGuard({ facts }: { readonly facts: SessionFacts }) {
  useLeaveGuard(useFact(facts, wouldBeLost))
  return null
}

/** Says so when my role changed while I am here. */
function useRoleNews(session: Session): void {
  useEffect(() => {
    let before = session.role
    return session.on('role', (role) => {
      if (before !== null && mayWrite(before) !== mayWrite(role)) {
        toast({ message: mayWrite(role) ? messages.nowEditing : messages.nowViewing })
      }
      before = role
    })
  }, [session])
}

/** Puts the caret into a document that was just opened, unless the person is busy elsewhere or a keyboard would jump up. */
function useFirstFocus(editor: TextEditor | null, opened: boolean): void {
  useEffect(() => {
    if (!editor || !opened || matchMedia('(pointer: coarse)').matches) return
    if (document.activeElement === document.body || document.activeElement === null) editor.focus()
  }, [editor, opened])
}
