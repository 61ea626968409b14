'use client'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { messages } from './messages.ts'

export default function PageError({ retry }: { readonly retry: () => void }) {
  return (
    <main className="min-h-dvh pt-16">
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
    </main>
  )
}
