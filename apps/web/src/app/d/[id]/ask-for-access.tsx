'use client'
import { usePathname } from 'next/navigation'
import { RequestAccess } from '#features/sharing/request-access.tsx'
import { documentOf } from '#lib/paths.ts'

/** Asks for the document whose page this would be. A page that is not found is told of no parameters. */
export function AskForAccess() {
  const documentId = documentOf(usePathname())
  return documentId === null ? null : <RequestAccess wanted={{ documentId }} toDo="viewer" />
}
