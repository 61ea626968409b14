'use client'
import { useParams, usePathname } from 'next/navigation'
import { messages } from './messages.ts'
import { NewDocumentButton } from './new-document-button.tsx'
import { NewDocumentMenu } from './new-document-menu.tsx'
import { placePaths, places } from './place.ts'

/** The name of the place that is open: above the list, and there before the list is. `mayMake`: who looks can have documents. */
export function PlaceHeading({ mayMake }: { readonly mayMake: boolean }) {
  const pathname = usePathname()
  const { tag } = useParams<{ tag?: string }>()
  const place = places.find((candidate) => placePaths[candidate] === pathname) ?? 'mine'
  const name = tag === undefined ? messages.places[place] : decodeURIComponent(tag)
  return (
    <div className="flex min-h-16 flex-wrap items-center justify-between gap-2 px-3 py-2 md:h-20 md:pt-2">
      <h1 className="max-w-full truncate font-semibold text-xl tracking-[-0.018em]">{name}</h1>
      {/* Where there is room, this stands above the places instead; on a narrow phone it takes a row of its own, and all of it. */}
      {mayMake && place === 'mine' && tag === undefined ? (
        <div className="flex gap-1.5 max-[24rem]:grow md:hidden">
          <NewDocumentButton className="max-[24rem]:grow" />
          <NewDocumentMenu />
        </div>
      ) : null}
    </div>
  )
}
