import { can, type DocumentDetails, DomainError, database, getDocument, getPreferences } from '@tandem/documents'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { renameDocumentAction } from '#features/documents/actions.ts'
import { findDocuments } from '#features/documents/find-documents.ts'
import { messages } from '#features/documents/messages.ts'
import { RestoreButton } from '#features/documents/restore-button.tsx'
import { findAuthorsAction, findRoleGiverAction } from '#features/editor/actions.ts'
import { AccountPreferences } from '#features/preferences/account-preferences.tsx'
import { ShareButton } from '#features/sharing/share-button.tsx'
import { paths } from '#lib/paths.ts'
import { requireUser } from '#server/current-user.ts'
import { env } from '#server/env.ts'
import { buttonClass } from '#ui/button.tsx'
import { PlainMessage } from '../../plain-message.tsx'
import { DocumentScreen } from './document-screen.tsx'
import { OwnUnsent } from './own-unsent.tsx'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const document = await open(id)
  return { title: document.title }
}

export default async function DocumentPage({ params }: Props) {
  const { id } = await params
  const user = await requireUser(paths.document(id))
  const { title, role, mayShare, trashedAt } = await open(id)
  if (trashedAt !== null)
    return (
      <PlainMessage
        below={<OwnUnsent personId={user.id} />}
        title={messages.inTrash.title(title)}
        action={
          <>
            {can(role, 'trash') ? <RestoreButton documentId={id} /> : null}
            <Link href={paths.documents} className={buttonClass()}>
              {messages.toDocuments}
            </Link>
          </>
        }
      >
        {can(role, 'trash') ? messages.inTrash.text : messages.inTrash.textForOthers}
      </PlainMessage>
    )
  return (
    <>
      <AccountPreferences userId={user.id} kept={await getPreferences(database(), user.id)} />
      <DocumentScreen
        documentId={id}
        title={title}
        role={role}
        user={{ id: user.id, name: user.name }}
        collabUrl={env().COLLAB_URL}
        renameDocument={renameDocumentAction}
        findAuthors={findAuthorsAction}
        findRoleGiver={findRoleGiverAction}
        findDocuments={findDocuments}
        share={<ShareButton documentId={id} mayShare={mayShare} />}
      />
    </>
  )
}

/**
 * The document for whoever asks; read once per request. What does not exist and what is not shared with them end in the
 * same page with the same status.
 */
const open = cache(async (id: string): Promise<DocumentDetails> => {
  const user = await requireUser(paths.document(id))
  try {
    return await getDocument(database(), { userId: user.id }, id)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
})
