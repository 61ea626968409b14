'use client'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { failedMessages } from './failed-messages.ts'
import { messages } from './messages.ts'

/** What is shown in place of a page that did not work, or for which the server has no time. */
export default function FailedPage({ isBusy, retry }: { readonly isBusy: boolean; readonly retry: () => void }) {
  return (
    <PlainPage>
      <ErrorState
        heading="h1"
        title={isBusy ? failedMessages.busyTitle : failedMessages.title}
        onRetry={retry}
        action={
          // A full load: whatever state broke the page is left behind.
          <a href={paths.documents} className={buttonClass()}>
            {messages.notFound.back}
          </a>
        }
      >
        {isBusy ? failedMessages.busyText : failedMessages.text}
      </ErrorState>
    </PlainPage>
  )
}
