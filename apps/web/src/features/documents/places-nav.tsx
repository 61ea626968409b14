'use client'
import { clsx } from 'clsx'
import { FileText, Trash2, Users } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Icon, type IconShape } from '#ui/icon.tsx'
import { messages } from './messages.ts'
import { type Place, placePaths, places } from './place.ts'

const icons: Record<Place, IconShape> = { mine: FileText, shared: Users, trash: Trash2 }

/** The places: a column beside the list, or a row above it where there is no room beside. */
export function PlacesNav() {
  const pathname = usePathname()
  return (
    <nav aria-label={messages.placesLabel}>
      <ul className="flex gap-1 overflow-x-auto md:flex-col md:gap-0.5">
        {places.map((place) => {
          const current = pathname === placePaths[place]
          return (
            <li key={place} className="shrink-0">
              <Link
                href={placePaths[place]}
                aria-current={current ? 'page' : undefined}
                className={clsx(
                  'flex h-control items-center gap-2.5 whitespace-nowrap rounded-control px-2.5 font-medium text-sm transition-colors',
                  current
                    ? 'bg-accent-soft text-accent forced-colors:outline'
                    : 'text-text-muted hover:bg-hover hover:text-text',
                )}
              >
                <span className="hidden sm:block">
                  <Icon shape={icons[place]} />
                </span>
                {messages.places[place]}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
