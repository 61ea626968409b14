import { DomainError } from '@tandem/documents'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PlacePage } from '#features/documents/place-page.tsx'
import { paths } from '#lib/paths.ts'

type Props = { readonly params: Promise<{ readonly tag: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: tagIn(await params) }
}

export default async function TaggedPage({ params }: Props) {
  const tag = tagIn(await params)
  try {
    return await PlacePage({ listed: { place: 'all', tag }, path: paths.tag(tag) })
  } catch (error) {
    // An address that somebody made up: no tag can be called so.
    if (error instanceof DomainError && error.code === 'bad_request') notFound()
    throw error
  }
}

function tagIn({ tag }: { readonly tag: string }): string {
  try {
    return decodeURIComponent(tag)
  } catch {
    notFound()
  }
}
