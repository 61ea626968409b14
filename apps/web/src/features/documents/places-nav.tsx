'use client'
import { clsx } from 'clsx'
import { Clock, FileText, Star, Tag, Trash2, Users } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { paths } from '#lib/paths.ts'
import { Icon, type IconShape } from '#ui/icon.tsx'
import { IntentLink } from '#ui/intent-link.tsx'
import { messages } from './messages.ts'
import { type Place, placePaths, places } from './place.ts'

const icons: Record<Place, IconShape> = { mine: FileText, recent: Clock, shared: Users, starred: Star, trash: Trash2 }

/** The places, and one's own tags: a column beside the list, or a row above it where there is no room beside. */
export function PlacesNav({ tags }: { readonly tags: readonly string[] }) {
  return (
    <nav aria-label={messages.placesLabel}>
      <ul className="flex gap-1 overflow-x-auto md:flex-col md:gap-0.5">
        {places.map((place) => (
          <NavItem key={place} href={placePaths[place]} icon={icons[place]} label={messages.places[place]} />
        ))}
        {tags.map((tag) => (
          <NavItem key={tag} href={paths.tag(tag)} icon={Tag} label={tag} />
        ))}
      </ul>
    </nav>
  )
}

function NavItem({ href, icon, label }: { readonly href: string; readonly icon: IconShape; readonly label: string }) {
  const current = usePathname() === href
  return (
    <li className="shrink-0 md:max-w-full">
      <IntentLink
        href={href}
        aria-current={current ? 'page' : undefined}
        className={clsx(
          'flex h-control items-center gap-2.5 whitespace-nowrap rounded-control px-2.5 font-medium text-sm transition-colors',
          current
            ? 'bg-accent-soft text-accent forced-colors:outline'
            : 'text-text-muted hover:bg-hover hover:text-text',
        )}
      >
        <span className="hidden sm:block">
          <Icon shape={icon} />
        </span>
        <span className="max-w-40 truncate">{label}</span>
      </IntentLink>
    </li>
  )
}
