import Link from 'next/link'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { EmptyPicture } from '#features/documents/empty-picture.tsx'
import { messages } from '#features/sharing/link-messages.ts'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

/** A link that leads nowhere. It says nothing about where it led, or whether it ever did. */
export default function LinkNotFound() {
  return (
    <PlainPage>
      <EmptyState
        heading="h1"
        title={messages.nowhereTitle}
        picture={<EmptyPicture />}
        action={
          <Link href={paths.documents} className={buttonClass({ tone: 'primary' })}>
            {messages.toDocuments}
          </Link>
        }
      >
        {messages.nowhereText}
      </EmptyState>
    </PlainPage>
  )
}
