import { type EditorState, Facet } from '@codemirror/state'
import type { Peer, Session } from '@tandem/client'
import type { FollowState } from './follow-state.ts'
import type { RemoteEdit } from './remote-edit.ts'

/** The part of a session that an editor works with. */
export type EditorSession = Pick<
  Session,
  'state' | 'doc' | 'self' | 'peers' | 'writable' | 'on' | 'edit' | 'select' | 'keepCompany'
>

/** What the collaboration extension needs. */
export type CollaborationConfig = {
  /** The session whose document the editor shows. It outlives the editor: the caller opens and closes it. */
  readonly session: EditorSession
  /** The hue (0 … 23) somebody is drawn in; their own when left out. Lets the page resolve collisions in one place. */
  readonly hueOf?: (person: Pick<Peer, 'user' | 'hue'>) => number
  /** Called whenever I begin or cease to follow somebody, possibly in the middle of an update of the editor. */
  readonly onFollow?: (state: FollowState) => void
  /** Called when others wrote something, in an update of the editor. */
  readonly onRemoteEdit?: (edit: RemoteEdit) => void
  /**
   * Called with how many edits of others are held back from the editor, and with null when they are shown as they come;
   * possibly in the middle of an update of the editor.
   */
  readonly onHeldBack?: (waiting: number | null) => void
}

/** The configuration of an editor's collaboration, one per editor. */
export const collaborationConfig = Facet.define<CollaborationConfig, CollaborationConfig | null>({
  combine: (values) => values[0] ?? null,
})

/** The configuration of this editor's collaboration. Throws when the editor has none. */
export function configOf(state: EditorState): CollaborationConfig {
  const config = state.facet(collaborationConfig)
  if (!config) throw new Error('This editor has no collaboration extension')
  return config
}
