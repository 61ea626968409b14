'use client'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { failedMessages } from './failed-messages.ts'
import { messages } from './messages.ts'

/** What is shown in place of a page that did not work. */
export default function FailedPage({ retry }: { readonly retry: () => void }) {
  return (
    <PlainPage>
      <ErrorState
        heading="h1"
        title={failedMessages.title}
        onRetry={retry}
        action={
          // A full load: whatever state broke the page is left behind.
          <a href={paths.documents} className={buttonClass()}>
            {messages.notFound.back}
          </a>
        }
      >
        {failedMessages.text}
      </ErrorState>
    </PlainPage>
  )
}
