import type { Metadata } from 'next'
import { messages } from '#features/documents/messages.ts'
import { PlacePage } from '#features/documents/place-page.tsx'
import { paths } from '#lib/paths.ts'

export const metadata: Metadata = { title: messages.places.shared }

export default function SharedWithMePage() {
  return <PlacePage listed={{ place: 'shared' }} path={paths.shared} />
}
