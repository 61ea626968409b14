'use client'
import { usePathname } from 'next/navigation'
import { messages } from './messages.ts'
import { placePaths, places } from './place.ts'

/** The name of the place that is open: above the list, and there before the list is. */
export function PlaceHeading() {
  const pathname = usePathname()
  const place = places.find((candidate) => placePaths[candidate] === pathname) ?? 'mine'
  return <h1 className="font-semibold text-xl tracking-[-0.018em]">{messages.places[place]}</h1>
}
