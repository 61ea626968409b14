'use client'
import type { Peer, Session } from '@tandem/client'
import type { FollowState } from '@tandem/codemirror'
import type { Role } from '@tandem/protocol'
import { type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { Observed } from '#lib/observed.ts'
import type { AssignHues, Room, RoomActions } from '#lib/room.ts'
import type { SessionFacts } from './session-facts.ts'
import type { TextEditor } from './text-editor.ts'
import { useCalmFact, useFact } from './use-session.ts'

/** The hue of each peer, and of each person. */
export type HueOf = ((person: Pick<Peer, 'user' | 'hue'>) => number) & {
  readonly ofUser: (userId: string) => number | null
}

const nobodyFollowed = new Observed<FollowState>({ kind: 'alone' })

/**
 * Hands the room to what draws it. Apart from the page, so that a caret that moves somewhere does not draw the whole page
 * again.
 */
export function People({
  session,
  facts,
  hues,
  editor,
  role,
  listed,
  onList,
  onUndo,
  draw,
}: {
  readonly session: Session
  readonly facts: SessionFacts
  readonly hues: HueOf
  readonly editor: TextEditor | null
  readonly role: Role
  readonly listed: boolean
  readonly onList: (on: boolean) => void
  readonly onUndo: (userId: string) => void
  readonly draw: (room: Room) => ReactNode
}) {
  const self = useFact(facts, (view) => view.self)
  const peers = useCalmFact(facts, (view) => view.peers)
  const live = useFact(facts, (view) => view.state.phase === 'live')
  const opened = useFact(facts, (view) => view.opened) && editor !== null
  const { get, subscribe } = editor?.followed ?? nobodyFollowed
  const followed = useSyncExternalStore(subscribe, get, get)
  const actions = useMemo(
    () => actionsOn(session, editor, { list: onList, undoChanges: onUndo }),
    [session, editor, onList, onUndo],
  )
  return draw({ opened, self, peers, role, live, hueOf: hues.ofUser, followed, listed, actions })
}

function actionsOn(
  session: Session,
  editor: TextEditor | null,
  ofPage: Pick<RoomActions, 'list' | 'undoChanges'>,
): RoomActions {
  return {
    ...ofPage,
    lineOf: (peer) => editor?.lineOf(peer) ?? null,
    reveal: (peer) => editor?.reveal(peer) ?? false,
    goTo: (peer) => editor?.goTo(peer) ?? false,
    revealMine: (focus) => editor?.revealMine(focus),
    follow: (userId) => (editor ? editor.follow(userId) : 'away'),
    stopFollowing: () => editor?.stopFollowing(),
    showPeers: (display) => editor?.showPeers(display),
    keepCompany: (company) => session.keepCompany(company),
    call: () => session.call(),
    watchEdits: (listener) => editor?.watchEdits(listener) ?? (() => {}),
  }
}

/** The hues of a session's people, worked out again only when somebody came or went. */
export function followHues(session: Session, assignHues: AssignHues | undefined): HueOf {
  let known: { readonly peers: readonly Peer[]; readonly hues: ReadonlyMap<string, number> } | null = null
  const ofUser = (userId: string): number | null => {
    if (!assignHues) return null
    if (known?.peers !== session.peers) known = { peers: session.peers, hues: assignHues(session.self, session.peers) }
    return known.hues.get(userId) ?? null
  }
  return Object.assign(({ user, hue }: Pick<Peer, 'user' | 'hue'>) => ofUser(user.id) ?? hue, { ofUser })
}
