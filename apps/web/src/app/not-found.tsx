import type { Metadata } from 'next'
import { connection } from 'next/server'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { EmptyPicture } from '#features/documents/empty-picture.tsx'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { messages } from './messages.ts'

export const metadata: Metadata = { title: messages.notFound.title }

/** One page for what does not exist and for what is not yours to see: nobody learns which. */
export default async function NotFound() {
  // Made anew for every request: a page from the build could not carry the request's nonce.
  await connection()
  return (
    <PlainPage>
      <EmptyState
        heading="h1"
        title={messages.notFound.title}
        picture={<EmptyPicture />}
        action={
          // Every page carries this one's code: no router's link for it.
          <a href={paths.documents} className={buttonClass({ tone: 'primary' })}>
            {messages.notFound.back}
          </a>
        }
      >
        {messages.notFound.text}
      </EmptyState>
    </PlainPage>
  )
}
