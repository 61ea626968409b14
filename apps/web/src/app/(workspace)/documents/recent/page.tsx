import type { Metadata } from 'next'
import { messages } from '#features/documents/messages.ts'
import { PlacePage } from '#features/documents/place-page.tsx'
import { paths } from '#lib/paths.ts'

export const metadata: Metadata = { title: messages.places.recent }

export default function RecentPage() {
  return <PlacePage listed={{ place: 'recent' }} path={paths.recent} />
}
