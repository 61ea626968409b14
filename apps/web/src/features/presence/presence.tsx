'use client'
import { clsx } from 'clsx'
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Avatar } from '#ui/avatar.tsx'
import { toast } from '#ui/toast.tsx'
import { Tooltip } from '#ui/tooltip.tsx'
import { describePerson, type ListedPerson } from './listed-person.ts'
import { messages } from './messages.ts'
import { editingForMs, type PresentSession, peopleOf } from './people.ts'

const load = () => import('./people-list.tsx')
const PeopleList = lazy(load)

/** Avatars beside one another, at most; on phones fewer. */
const maxAvatars = 5
const maxOnPhone = 3

/** Props of `Presence`. */
export type PresenceProps<S extends PresentSession> = {
  readonly self: { readonly user: { readonly id: string; readonly name: string }; readonly hue: number } | null
  readonly sessions: readonly (S & { readonly hue: number })[]
  /** The hue of a person here, collisions resolved; null to keep their own. */
  readonly hueOf: (userId: string) => number | null
  readonly lineOf: (session: S) => number | null
  /** Scrolls to a session's caret; false when it has none. */
  readonly onJump: (session: S) => boolean
}

/**
 * Who is here, as a stack of avatars: one per person. It is one stop for the Tab key; arrows move inside, Enter goes to
 * where the person is. The last button opens the list of all.
 */
export function Presence<S extends PresentSession>(props: PresenceProps<S>) {
  const people = useListed(props)
  const stack = useRef<HTMLDivElement>(null)
  const listButton = useRef<HTMLButtonElement>(null)
  const [focused, setFocused] = useState(0)
  const [open, setOpen] = useState(false)
  if (people.length === 0) return null
  const shown = people.length <= maxAvatars ? people : [...people.slice(0, maxAvatars - 1), ...people.slice(-1)]
  const hidden = people.length - shown.length
  // The first ones and I: the others are in the list.
  const onPhone = (at: number) => at < maxOnPhone - 1 || at === shown.length - 1
  const hiddenOnPhone = people.length - Math.min(people.length, maxOnPhone)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const buttons = [...(stack.current?.querySelectorAll('button') ?? [])].filter(
      (button) => button.offsetParent !== null,
    )
    const from = buttons.findIndex((button) => button.matches(':focus'))
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : from + step
    if (to === from || !buttons[to]) return
    event.preventDefault()
    buttons[to].focus()
  }
  return (
    <div
      ref={stack}
      role="toolbar"
      aria-label={messages.people(people.length)}
      onKeyDown={onKeyDown}
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
        aria-expanded={open}
        aria-label={messages.showAll(people.length)}
        onFocus={() => {
          setFocused(shown.length)
          void load()
        }}
        onPointerEnter={() => void load()}
        onClick={() => setOpen(!open)}
        className="ml-0.5 flex h-7 min-w-6 items-center justify-center rounded-control px-1 font-medium text-text-muted text-xs tabular-nums hover:bg-hover hover:text-text aria-expanded:bg-hover"
      >
        {hidden > 0 ? (
          <span className="max-sm:hidden">{messages.more(hidden)}</span>
        ) : (
          <Chevron className="max-sm:hidden" />
        )}
        {hiddenOnPhone > 0 ? (
          <span className="sm:hidden">{messages.more(hiddenOnPhone)}</span>
        ) : (
          <Chevron className="sm:hidden" />
        )}
      </button>
      {open ? (
        <Suspense>
          <PeopleList
            people={people}
            onClose={() => {
              setOpen(false)
              listButton.current?.focus()
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

function PersonButton({
  person,
  className,
  ...rest
}: {
  readonly person: ListedPerson
  readonly tabIndex: number
  readonly onFocus: () => void
  readonly className: string | undefined
}) {
  const { name, hue, state, devices } = person
  const label = describePerson(person)
  return (
    <Tooltip content={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        onClick={person.jump}
        className={clsx('-ml-1 relative rounded-full ring-2 ring-surface hover:z-1 focus-visible:z-1', className)}
      >
        <Avatar name={name} hue={hue} faded={state === 'idle'} />
        {state === 'editing' ? (
          <span
            data-hue={hue}
            className="-left-0.5 absolute bottom-0 size-2 rounded-full bg-(--person) ring-2 ring-surface forced-colors:bg-[CanvasText]"
          />
        ) : null}
        {devices > 1 ? (
          <span className="-top-1 -right-1 absolute rounded-full bg-raised px-0.5 font-semibold text-[0.625rem] text-text leading-3.5 ring-1 ring-line">
            {messages.devices(devices)}
          </span>
        ) : null}
      </button>
    </Tooltip>
  )
}

function Chevron({ className }: { readonly className: string }) {
  return (
    <svg aria-hidden width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" className={className}>
      <path d="M3 4.5 6 7.5 9 4.5" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}

function useListed<S extends PresentSession>(props: PresenceProps<S>): readonly ListedPerson[] {
  const { self, sessions, hueOf, lineOf, onJump } = props
  const now = useNow(sessions)
  return peopleOf(self, sessions, now).map(({ userId, name, isMe, state, devices, latest }) => {
    const own = isMe ? self?.hue : latest?.hue
    return {
      userId,
      name,
      isMe,
      state,
      devices,
      hue: hueOf(userId) ?? own ?? 0,
      line: latest ? lineOf(latest) : null,
      jump: () => {
        if (!latest || !onJump(latest)) toast({ message: messages.nowhere(name) })
      },
    }
  })
}

/** The time, told again when somebody may have stopped editing. */
function useNow(sessions: readonly PresentSession[]): number {
  const [now, setNow] = useState(() => Date.now())
  const last = Math.max(0, ...sessions.map(({ changedAt }) => changedAt))
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, last + editingForMs - Date.now()) + 1)
    return () => clearTimeout(timer)
  }, [last])
  return Math.max(now, last)
}
