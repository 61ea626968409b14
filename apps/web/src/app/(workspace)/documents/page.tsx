import type { Metadata } from 'next'
import { messages } from '#features/documents/messages.ts'
import { PlacePage } from '#features/documents/place-page.tsx'
import { paths } from '#lib/paths.ts'

export const metadata: Metadata = { title: messages.places.mine }

export default function MyDocumentsPage() {
  return <PlacePage listed={{ place: 'mine' }} path={paths.documents} />
}
