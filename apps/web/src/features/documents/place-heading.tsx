'use client'
import { usePathname } from 'next/navigation'
import { messages } from './messages.ts'
import { NewDocumentButton } from './new-document-button.tsx'
import { placePaths, places } from './place.ts'

/** The name of the place that is open: above the list, and there before the list is. */
export function PlaceHeading() {
  const pathname = usePathname()
  const place = places.find((candidate) => placePaths[candidate] === pathname) ?? 'mine'
  return (
    <div className="flex h-16 items-center justify-between px-3 md:h-20 md:pt-2">
      <h1 className="font-semibold text-xl tracking-[-0.018em]">{messages.places[place]}</h1>
      {/* Where there is room, this stands above the places instead. */}
      {place === 'mine' ? (
        <div className="md:hidden">
          <NewDocumentButton />
        </div>
      ) : null}
    </div>
  )
}
