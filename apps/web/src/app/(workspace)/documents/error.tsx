'use client'
import { messages } from '#features/documents/messages.ts'
import { ErrorState } from '#ui/error-state.tsx'

export default function DocumentsError({ retry }: { readonly retry: () => void }) {
  return (
    <ErrorState title={messages.failed.title} onRetry={retry}>
      {messages.failed.text}
    </ErrorState>
  )
}
