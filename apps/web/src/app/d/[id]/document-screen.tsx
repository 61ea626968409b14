'use client'
import type { Peer, Self } from '@tandem/client'
import { lazy } from 'react'
import { EditorPage, type EditorPageProps } from '#features/editor/editor-page.tsx'
import type { OverlayPages } from '#features/editor/overlays.tsx'
import { assignHues } from '#features/presence/assign-hues.ts'
import { Presence } from '#features/presence/presence.tsx'

const PreferencesDialog = lazy(() => import('#features/preferences/preferences-dialog.tsx'))

/** The editor together with who is in the document. */
export function DocumentScreen(props: Omit<EditorPageProps, 'presence' | 'assignHues' | 'overlays'>) {
  return (
    <EditorPage
      {...props}
      assignHues={huesOf}
      overlays={overlays}
      presence={({ self, peers, hueOf, lineOf, reveal }) => (
        <Presence self={self} sessions={peers} hueOf={hueOf} lineOf={lineOf} onJump={reveal} />
      )}
    />
  )
}

const overlays: OverlayPages = { preferences: (close) => <PreferencesDialog onClose={close} /> }

/** Sessions are numbered in the order in which they came: whoever came first keeps their colour. */
function huesOf(self: Self | null, peers: readonly Peer[]): ReadonlyMap<string, number> {
  const sessions = self ? [...peers, self] : [...peers]
  return assignHues(sessions.sort((a, b) => a.key - b.key).map(({ user, hue }) => ({ userId: user.id, hue })))
}
