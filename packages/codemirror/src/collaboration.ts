import { history } from '@codemirror/commands'
import type { Extension } from '@codemirror/state'
import { type CollaborationConfig, collaborationConfig } from './config.ts'
import { follow } from './follow.ts'
import { lead } from './lead.ts'
import { changeablePeerDisplay } from './peer-display.ts'
import { readOnly } from './read-only.ts'
import { rememberRemoteChanges } from './remote-changes.ts'
import { tellRemoteEdits } from './remote-edits.ts'
import { remoteSelections } from './remote-selections.ts'
import { sendSelection } from './send-selection.ts'
import { syncPlugin } from './sync-plugin.ts'
import { collaborationTheme } from './theme.ts'
import { undoFlash } from './undo-flash.ts'
import { undoGroups } from './undo-groups.ts'
import { wellFormedInput } from './well-formed-input.ts'

/**
 * Makes an editor show and edit a session's document together with others: the one extension.
 *
 * The editor's own text is replaced by the document's; make it empty. It brings its own undo history, in which only my own
 * changes are: add `historyKeymap`, but no second `history()`. One collaboration per editor; the editor may be destroyed
 * and made again on the same session.
 */
export function collaboration(config: CollaborationConfig): Extension {
  return [
    collaborationConfig.of(config),
    readOnly(config.session),
    wellFormedInput(),
    history(),
    undoGroups(),
    undoFlash(),
    syncPlugin,
    sendSelection,
    changeablePeerDisplay(),
    remoteSelections(),
    follow,
    lead,
    rememberRemoteChanges,
    tellRemoteEdits,
    collaborationTheme,
  ]
}
