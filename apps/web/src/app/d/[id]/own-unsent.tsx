'use client'
import { usePathname } from 'next/navigation'
import { lazy, Suspense } from 'react'
import { documentOf } from '#lib/paths.ts'

// As with asking for access: every editor carries this page along.
const LeftUnsent = lazy(async () => ({ default: (await import('#features/editor/left-unsent.tsx')).LeftUnsent }))

/** What this person wrote on this device into the document whose page this would be, and could not send. */
export function OwnUnsent({ personId }: { readonly personId: string }) {
  const documentId = documentOf(usePathname())
  if (documentId === null) return null
  return (
    <Suspense>
      <LeftUnsent personId={personId} documentId={documentId} />
    </Suspense>
  )
}
