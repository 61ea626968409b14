import type { Metadata } from 'next'
import { messages } from '#features/documents/messages.ts'
import { PlacePage } from '#features/documents/place-page.tsx'

export const metadata: Metadata = { title: messages.places.shared }

export default function SharedWithMePage() {
  return <PlacePage place="shared" />
}
