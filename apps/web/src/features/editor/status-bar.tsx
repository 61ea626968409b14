'use client'
import { CircleAlert, Eye, PanelRight, Settings2, SquareTerminal } from 'lucide-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import type { Observed } from '#lib/observed.ts'
import { Icon } from '#ui/icon.tsx'
import { commandNames } from './command-names.ts'
import type { CursorPosition } from './cursor-status.ts'
import { LanguagePicker } from './language-picker.tsx'
import { laterMessages } from './later-messages.ts'
import { messages } from './messages.ts'
import type { CommandName } from './page-commands.ts'
import { FormatMenu, LineEndingMenu } from './setting-menus.tsx'
import { StatusButton } from './status-button.tsx'
import type { TextCount } from './text-count.ts'
import type { TextEditor } from './text-editor.ts'
import type { SharedSettings } from './use-settings.ts'

/** The thin bar under the text: language, place, indentation, and whether one may write. */
export default function StatusBar({
  settings,
  cursor,
  editor,
  writable,
  viewOnly,
  ownKeyMap,
  onRun,
  progress,
}: {
  readonly settings: SharedSettings
  readonly cursor: Observed<CursorPosition>
  readonly editor: TextEditor
  readonly writable: boolean
  readonly viewOnly: boolean
  /** Whether the person's key map takes Escape, so that Ctrl+M alone lets Tab leave the editor. */
  readonly ownKeyMap: boolean
  readonly onRun: (command: CommandName) => void
  /** How far a large change has come. */
  readonly progress: ReactNode
}) {
  return (
    <footer className="flex h-7 shrink-0 items-center gap-0.5 border-line border-t bg-surface px-1.5 pb-[env(safe-area-inset-bottom)] text-text-muted text-xs pointer-coarse:h-11">
      <LanguagePicker settings={settings} writable={writable} />
      <CursorPlace cursor={cursor} onGoToLine={() => onRun('goToLine')} />
      <Count count={editor.count} />
      <Problems problems={editor.problems} onGo={() => onRun('nextProblem')} />
      <span className="grow" />
      {progress}
      {viewOnly ? (
        <span className="flex shrink-0 items-center gap-1 whitespace-nowrap px-2">
          <Icon shape={Eye} className="size-3.5 shrink-0" />
          {laterMessages.viewOnly}
        </span>
      ) : null}
      <TabMode editor={editor} always={ownKeyMap} />
      <FormatMenu settings={settings} writable={writable} />
      <LineEndingMenu settings={settings} writable={writable} />
      <StatusButton
        aria-label={laterMessages.properties}
        title={laterMessages.properties}
        onClick={() => onRun('toggleProperties')}
      >
        <Icon shape={PanelRight} className="size-3.5 shrink-0" />
      </StatusButton>
      <StatusButton
        aria-label={laterMessages.palette}
        title={laterMessages.palette}
        onClick={() => onRun('openPalette')}
      >
        <Icon shape={SquareTerminal} className="size-3.5 shrink-0" />
      </StatusButton>
      <StatusButton
        aria-label={commandNames.openPreferences}
        title={commandNames.openPreferences}
        onClick={() => onRun('openPreferences')}
      >
        <Icon shape={Settings2} className="size-3.5 shrink-0" />
      </StatusButton>
    </footer>
  )
}

function CursorPlace({
  cursor,
  onGoToLine,
}: {
  readonly cursor: Observed<CursorPosition>
  readonly onGoToLine: () => void
}) {
  const { line, column, selected, cursors } = useSyncExternalStore(cursor.subscribe, cursor.get, cursor.get)
  const place = laterMessages.position(line, column)
  return (
    <StatusButton className="tabular-nums" aria-label={`${messages.goToLine}. ${place}`} onClick={onGoToLine}>
      {place}
      {cursors > 1 ? ` · ${laterMessages.cursors(cursors)}` : null}
      {selected > 0 ? <span className="max-sm:hidden"> · {laterMessages.selected(selected)}</span> : null}
    </StatusButton>
  )
}

/** How many words there are; of a selection its lines, too. */
function Count({ count: { subscribe, get } }: { readonly count: Observed<TextCount> }) {
  const { words, lines, selected } = useSyncExternalStore(subscribe, get, get)
  return (
    <span className="truncate px-2 tabular-nums max-md:hidden">
      {selected ? `${laterMessages.lines(lines)}, ${laterMessages.words(words)}` : laterMessages.words(words)}
    </span>
  )
}

/** How many places the language does not allow, and the way to the next one. */
function Problems({ problems, onGo }: { readonly problems: Observed<number>; readonly onGo: () => void }) {
  const count = useSyncExternalStore(problems.subscribe, problems.get, problems.get)
  if (count === 0) return null
  const words = laterMessages.problems(count)
  return (
    <StatusButton
      className="shrink-0 text-danger tabular-nums"
      aria-label={`${words}. ${laterMessages.goToProblem}`}
      onClick={onGo}
    >
      <Icon shape={CircleAlert} className="mr-1 inline size-3.5 align-text-bottom" />
      <span className="max-sm:sr-only">{words}</span>
      <span className="sm:hidden">{count}</span>
    </StatusButton>
  )
}

/** What Tab does, where it does not what the hint of the editor says. */
function TabMode({ editor, always }: { readonly editor: TextEditor; readonly always: boolean }) {
  const { subscribe, get } = editor.tabMovesFocus
  const moves = useSyncExternalStore(subscribe, get, get)
  if (!moves && !always) return null
  return (
    <StatusButton aria-pressed={moves} title={laterMessages.tabModeKey} onClick={() => editor.run('toggleTabMode')}>
      {moves ? laterMessages.tabMovesFocus : laterMessages.tabIndents}
    </StatusButton>
  )
}
