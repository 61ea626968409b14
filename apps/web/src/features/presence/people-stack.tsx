'use client'
import { Eye, Presentation } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Room } from '#lib/room.ts'
import { usePreferences } from '#lib/use-preferences.ts'
import { Icon } from '#ui/icon.tsx'
import { lazyPart } from '#ui/lazy-part.tsx'
import { messages } from './messages.ts'
import { PersonButton } from './person-button.tsx'
import { returnFocus } from './return-focus.ts'
import { useListed } from './use-listed.ts'

const PeopleList = lazyPart(() => import('./people-list.tsx'))

/** Avatars beside one another, at most; on phones fewer. */
const maxAvatars = 5
const maxOnPhone = 3

/**
 * Who is here, as a stack of avatars: one per person. It is one stop for the Tab key; arrows move inside, Enter goes to
 * where the person is. The last button opens the list of all.
 */
export function PeopleStack({
  room,
  lecturing,
  onLecture,
}: {
  readonly room: Room
  readonly lecturing: boolean
  readonly onLecture: (on: boolean) => void
}) {
  const people = useListed(room)
  const { listed, actions } = room
  const stack = useRef<HTMLDivElement>(null)
  const listButton = useRef<HTMLButtonElement>(null)
  const [focused, setFocused] = useState(0)
  const { refuseFollowers } = usePreferences()
  if (people.length === 0) return null
  const shown = people.length <= maxAvatars ? people : [...people.slice(0, maxAvatars - 1), ...people.slice(-1)]
  const hidden = people.length - shown.length
  // The first ones and I: the others are in the list.
  const onPhone = (at: number) => at < maxOnPhone - 1 || at === shown.length - 1
  const hiddenOnPhone = people.length - Math.min(people.length, maxOnPhone)
  const followers = refuseFollowers && !lecturing ? 0 : people.filter(({ followsMe }) => followsMe).length
  return (
    <div className="flex shrink-0 items-center gap-1">
      <Followed count={followers} lecturing={lecturing} />
      <div
        ref={stack}
        role="toolbar"
        aria-label={messages.people(people.length)}
        onKeyDown={(event) => moveFocus(stack.current, event)}
        className="relative flex shrink-0 items-center pl-2"
      >
        {shown.map((person, at) => (
          <PersonButton
            key={person.userId}
            person={person}
            tabIndex={at === Math.min(focused, shown.length) ? 0 : -1}
            onFocus={() => setFocused(at)}
            className={onPhone(at) ? undefined : 'max-sm:hidden'}
          />
        ))}
        <button
          ref={listButton}
          type="button"
          tabIndex={focused >= shown.length ? 0 : -1}
          aria-haspopup="dialog"
          aria-expanded={listed}
          aria-label={messages.showAll(people.length)}
          onFocus={() => {
            setFocused(shown.length)
            PeopleList.preload()
          }}
          onPointerEnter={PeopleList.preload}
          onClick={() => actions.list(!listed)}
          className="ml-0.5 flex h-7 min-w-6 items-center justify-center rounded-control px-1 font-medium text-text-muted text-xs tabular-nums hover:bg-hover hover:text-text aria-expanded:bg-hover pointer-coarse:h-11 pointer-coarse:min-w-8"
        >
          <More count={hidden} className="max-sm:hidden" />
          <More count={hiddenOnPhone} className="sm:hidden" />
        </button>
        {listed ? (
          <PeopleList
            people={people}
            gathering={{
              call: room.actions.call,
              lecturing,
              toggleLecture: room.role === 'owner' ? () => onLecture(!lecturing) : null,
            }}
            onClose={() => {
              actions.list(false)
              returnFocus(listButton.current)
            }}
            onMissing={() => actions.list(false)}
          />
        ) : null}
      </div>
    </div>
  )
}

/** How many look at what I look at, and whether I asked them to. On phones the title needs the room of the words. */
function Followed({ count, lecturing }: { readonly count: number; readonly lecturing: boolean }) {
  const parts = [lecturing ? messages.lecturing : null, count > 0 ? messages.followers(count) : null]
  return (
    <p className="whitespace-nowrap text-text-muted text-xs tabular-nums">
      <span className="max-sm:sr-only">{parts.filter((part) => part !== null).join(' · ')}</span>
      {lecturing || count > 0 ? (
        <span aria-hidden className="flex items-center gap-1 sm:hidden">
          <Icon shape={lecturing ? Presentation : Eye} className="size-3.5" />
          {count > 0 ? count : null}
        </span>
      ) : null}
    </p>
  )
}

function moveFocus(stack: HTMLElement | null, event: KeyboardEvent): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  const buttons = [...(stack?.querySelectorAll('button') ?? [])].filter((button) => button.offsetParent !== null)
  const from = buttons.findIndex((button) => button.matches(':focus'))
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : from + step
  if (to === from || !buttons[to]) return
  event.preventDefault()
  buttons[to].focus()
}

/** How many are not shown, or that there is a list. */
function More({ count, className }: { readonly count: number; readonly className: string }) {
  if (count > 0) return <span className={className}>{messages.more(count)}</span>
  return (
    <svg aria-hidden width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" className={className}>
      <path d="M3 4.5 6 7.5 9 4.5" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
