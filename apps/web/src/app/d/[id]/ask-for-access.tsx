'use client'
import { usePathname } from 'next/navigation'
import { lazy, Suspense } from 'react'
import { documentOf } from '#lib/paths.ts'

// Every editor carries this page along, and hardly anybody sees it.
const RequestAccess = lazy(async () => ({
  default: (await import('#features/sharing/request-access.tsx')).RequestAccess,
}))

/** Asks for the document whose page this would be. A page that is not found is told of no parameters. */
export function AskForAccess() {
  const documentId = documentOf(usePathname())
  if (documentId === null) return null
  return (
    <Suspense>
      <RequestAccess wanted={{ documentId }} toDo="viewer" />
    </Suspense>
  )
}
