'use client'
import './globals.css'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { messages } from './messages.ts'

/** When even the layout around every page failed. */
export default function GlobalError({ retry }: { readonly retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{messages.failed.title}</title>
        <PlainPage>
          <ErrorState heading="h1" title={messages.failed.title} onRetry={retry}>
            {messages.failed.text}
          </ErrorState>
        </PlainPage>
      </body>
    </html>
  )
}
