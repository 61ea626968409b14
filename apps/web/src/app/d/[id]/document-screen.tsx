'use client'
import type { Peer, Self } from '@tandem/client'
import { EditorPage, type EditorPageProps } from '#features/editor/editor-page.tsx'
import type { OverlayPages } from '#features/editor/overlays.tsx'
import { useOfflineShell } from '#features/editor/use-offline-shell.ts'
import { assignHues } from '#features/presence/assign-hues.ts'
import { Presence } from '#features/presence/presence.tsx'
import { laterPart } from '#ui/later-part.tsx'
import { lazyPart } from '#ui/lazy-part.tsx'

const AroundText = laterPart(async () => ({ default: (await import('#features/presence/room-parts.ts')).AroundText }))
const PreferencesDialog = lazyPart(() => import('#features/preferences/preferences-dialog.tsx'))

/** The editor together with who is in the document. */
export function DocumentScreen(props: Omit<EditorPageProps, 'presence' | 'aroundText' | 'assignHues' | 'overlays'>) {
  useOfflineShell(props.user)
  return (
    <EditorPage
      {...props}
      assignHues={huesOf}
      overlays={overlays}
      presence={(room) => <Presence room={room} />}
      aroundText={(room) => (room.opened ? <AroundText room={room} /> : null)}
    />
  )
}

const overlays: OverlayPages = { preferences: (close) => <PreferencesDialog onClose={close} onMissing={close} /> }

/** Sessions are numbered in the order in which they came: whoever came first keeps their colour. */
function huesOf(self: Self | null, peers: readonly Peer[]): ReadonlyMap<string, number> {
  const sessions = self ? [...peers, self] : [...peers]
  return assignHues(sessions.sort((a, b) => a.key - b.key).map(({ user, hue }) => ({ userId: user.id, hue })))
}
