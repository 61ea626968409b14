import Link from 'next/link'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { EmptyPicture } from '#features/documents/empty-picture.tsx'
import { messages } from '#features/sharing/link-messages.ts'
import { paths } from '#lib/paths.ts'
import { currentUser } from '#server/current-user.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { AskByLink } from './ask-by-link.tsx'

/** A link that leads nowhere. It says nothing about where it led, or whether it ever did. */
export default async function LinkNotFound() {
  const user = await currentUser()
  return (
    <PlainPage>
      <EmptyState
        heading="h1"
        title={messages.nowhereTitle}
        picture={<EmptyPicture />}
        action={
          <>
            {user === null ? null : <AskByLink />}
            <Link href={paths.documents} className={buttonClass({ tone: user === null ? 'primary' : 'secondary' })}>
              {messages.toDocuments}
            </Link>
          </>
        }
      >
        {messages.nowhereText}
      </EmptyState>
    </PlainPage>
  )
}
