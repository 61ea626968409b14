'use client'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { messages } from './messages.ts'

export default function PageError({ retry }: { readonly retry: () => void }) {
  return (
    <PlainPage>
      <ErrorState
        heading="h1"
        title={messages.failed.title}
        onRetry={retry}
        action={
          // A full load: whatever state broke the page is left behind.
          <a href={paths.documents} className={buttonClass()}>
            {messages.failed.back}
          </a>
        }
      >
        {messages.failed.text}
      </ErrorState>
    </PlainPage>
  )
}
