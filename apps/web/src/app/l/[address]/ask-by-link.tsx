'use client'
import { usePathname } from 'next/navigation'
import { RequestAccess } from '#features/sharing/request-access.tsx'
import { linkOf } from '#lib/paths.ts'

/** Asks for what the link led to, if it ever did. A page that is not found is told of no parameters. */
export function AskByLink() {
  const address = linkOf(usePathname())
  return address === null ? null : <RequestAccess wanted={{ address }} toDo="viewer" />
}
