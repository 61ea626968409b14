import { requireUser } from '#server/current-user.ts'
import { DocumentList } from './document-list.tsx'
import { GuestPlace } from './guest-place.tsx'
import { loadView } from './load-view.ts'
import type { Listed } from './place.ts'
import { loadTaggedPage } from './tagged-page.ts'
import { takeInvitations } from './take-invitations.ts'

/** A list of the signed-in person, with its first page. `path` is where they come back to after signing in. */
export async function PlacePage({ listed, path }: { readonly listed: Listed; readonly path: string }) {
  const user = await requireUser(path)
  if (user.email === null && listed.place === 'mine') return <GuestPlace />
  await takeInvitations(user.id)
  const view = await loadView(user.id, listed.place)
  const { page, etag } = await loadTaggedPage(user.id, { ...listed, sort: view.sort })
  // Another order is another list. Loaded again, a list goes on: what is selected, how far somebody came, where the focus is.
  const key = [listed.place, view.sort, listed.place === 'all' ? listed.tag : ''].join(' ')
  return (
    <DocumentList
      key={key}
      name={`${user.id} ${key}`}
      listed={listed}
      initial={page}
      etag={etag}
      view={view}
      now={Date.now()}
    />
  )
}
