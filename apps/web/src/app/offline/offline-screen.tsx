'use client'
import type { Role } from '@tandem/protocol'
import { useEffect, useState } from 'react'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { renameDocumentAction } from '#features/documents/actions.ts'
import { findDocuments } from '#features/documents/find-documents.ts'
import { findAuthorsAction, findRoleGiverAction } from '#features/editor/actions.ts'
import { ShareButton } from '#features/sharing/share-button.tsx'
import { makePageOf } from '#lib/page-person.ts'
import { documentOf } from '#lib/paths.ts'
import { recallPerson, type ThisPerson } from '#lib/this-person.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { DocumentScreen } from '../d/[id]/document-screen.tsx'
import { messages } from '../messages.ts'

type Asked =
  | { readonly documentId: string; readonly person: ThisPerson }
  /** This device has nothing to show; `online` is what the browser thinks of the network. */
  | { readonly online: boolean }

/** The document that the address names, from what this device keeps; or what is missing. */
export function OfflineScreen({ collabUrl }: { readonly collabUrl: string }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  // Neither the address nor the person is known when the page is made.
  useEffect(() => {
    const documentId = documentOf(location.pathname)
    const person = recallPerson()
    if (person !== null) makePageOf(person.id)
    setAsked(documentId !== null && person !== null ? { documentId, person } : { online: navigator.onLine })
  }, [])
  if (asked === null) return null
  if ('online' in asked) {
    return (
      <PlainPage>
        <ErrorState
          heading="h1"
          title={asked.online ? messages.silentTitle : messages.offlineTitle}
          onRetry={() => location.reload()}
        >
          {messages.offline}
        </ErrorState>
      </PlainPage>
    )
  }
  return (
    <DocumentScreen
      documentId={asked.documentId}
      title=""
      role={unknownRole}
      user={asked.person}
      collabUrl={collabUrl}
      renameDocument={renameDocumentAction}
      findAuthors={findAuthorsAction}
      findRoleGiver={findRoleGiverAction}
      findDocuments={findDocuments}
      share={<ShareButton documentId={asked.documentId} mayShare={null} />}
    />
  )
}

/** The device knows better, if it knows the document. */
const unknownRole: Role = 'viewer'
