import type { Metadata } from 'next'
import { messages } from '#features/documents/messages.ts'
import { PlacePage } from '#features/documents/place-page.tsx'

export const metadata: Metadata = { title: messages.places.trash }

export default function TrashPage() {
  return <PlacePage place="trash" />
}
