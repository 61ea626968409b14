'use client'
import { clsx } from 'clsx'
import { useRef, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Avatar } from '#ui/avatar.tsx'
import { lazyPart } from '#ui/lazy-part.tsx'
import { Tooltip } from '#ui/tooltip.tsx'
import { describePerson, type ListedPerson } from './listed-person.ts'
import { messages } from './messages.ts'
import { returnFocus } from './return-focus.ts'

const PersonCard = lazyPart(() => import('./person-card.tsx'))

/**
 * A person in the stack. A press goes to where they are and opens their card, a second one follows them; with the keyboard
 * too, where the second press is on the card's first button.
 */
export function PersonButton({
  person,
  className,
  ...rest
}: {
  readonly person: ListedPerson
  readonly tabIndex: number
  readonly onFocus: () => void
  readonly className: string | undefined
}) {
  const { name, hue, state, devices, isFollowed, mayBeFollowed } = person
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  // The press closes the card before it becomes a click.
  const pressedOpen = useRef(false)
  const label = describePerson(person)
  return (
    <span className={clsx('-ml-0.5 relative hover:z-1 focus-within:z-1', className)}>
      <Tooltip content={label}>
        <button
          ref={button}
          type="button"
          {...rest}
          aria-label={label}
          aria-haspopup="dialog"
          aria-expanded={open}
          onPointerEnter={PersonCard.preload}
          onPointerDown={() => {
            pressedOpen.current = open
          }}
          onClick={() => {
            if (pressedOpen.current && mayBeFollowed) person.toggleFollow()
            else {
              person.jump(false)
              setOpen(true)
            }
            pressedOpen.current = false
          }}
          data-hue={hue}
          className={clsx(
            'relative block rounded-full ring-2',
            // As high as the bar under a finger, without a gap between two.
            'pointer-coarse:before:absolute pointer-coarse:before:inset-x-0 pointer-coarse:before:-inset-y-2',
            isFollowed ? 'ring-(--person) ring-offset-2 ring-offset-surface' : 'ring-surface',
          )}
        >
          <Avatar name={name} hue={hue} picture={paths.picture(person.userId)} faded={state === 'idle'} />
          {state === 'editing' ? (
            <span className="-left-0.5 absolute bottom-0 size-2 rounded-full bg-(--person) ring-2 ring-surface forced-colors:bg-[CanvasText]" />
          ) : null}
          {devices > 1 ? (
            <span className="-top-1 -right-1 absolute rounded-full bg-raised px-0.5 font-semibold text-[0.625rem] text-text leading-3.5 ring-1 ring-line">
              {messages.devices(devices)}
            </span>
          ) : null}
        </button>
      </Tooltip>
      {open ? (
        <PersonCard
          person={person}
          onClose={() => {
            setOpen(false)
            returnFocus(button.current)
          }}
          onMissing={() => setOpen(false)}
        />
      ) : null}
    </span>
  )
}
