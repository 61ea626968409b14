import type { Metadata } from 'next'
import { messages } from '#features/documents/messages.ts'
import { PlacePage } from '#features/documents/place-page.tsx'
import { paths } from '#lib/paths.ts'

export const metadata: Metadata = { title: messages.places.trash }

export default function TrashPage() {
  return <PlacePage listed={{ place: 'trash' }} path={paths.trash} />
}
