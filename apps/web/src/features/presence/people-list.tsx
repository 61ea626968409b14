'use client'
import { Eye, EyeOff } from 'lucide-react'
import { paths } from '#lib/paths.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { toast } from '#ui/toast.tsx'
import { isByKeyboard } from './is-by-keyboard.ts'
import type { ListedPerson } from './listed-person.ts'
import { messages } from './messages.ts'

/** What can be done with everybody at once. */
export type Gathering = {
  readonly call: () => void
  readonly lecturing: boolean
  /** Null for whoever may not hold a lecture. */
  readonly toggleLecture: (() => void) | null
}

/** The open list of everybody who is here. Only `Presence` uses it. */
export default function PeopleList({
  people,
  gathering,
  onClose,
}: {
  readonly people: readonly ListedPerson[]
  readonly gathering: Gathering
  readonly onClose: () => void
}) {
  return (
    <Popover
      open
      onOpenChange={(open) => open || onClose()}
      label={messages.people(people.length)}
      className="flex max-h-[min(28rem,75vh)] w-72 flex-col p-1!"
      trigger={<span aria-hidden className="pointer-events-none absolute inset-0" />}
    >
      <p className="px-2 py-1.5 text-text-faint text-xs">{messages.people(people.length)}</p>
      <ul className="min-h-0 grow overflow-y-auto">
        {people.map((person) => (
          <Person key={person.userId} person={person} onClose={onClose} />
        ))}
      </ul>
      {people.length > 1 ? <Together gathering={gathering} onClose={onClose} /> : null}
    </Popover>
  )
}

function Person({ person, onClose }: { readonly person: ListedPerson; readonly onClose: () => void }) {
  const { name, isMe, hue, state, line, devices, isFollowed, mayBeFollowed } = person
  return (
    <li className="flex items-center">
      <button
        type="button"
        onClick={(event) => {
          onClose()
          person.jump(isByKeyboard(event))
        }}
        className="flex min-h-control min-w-0 grow items-center gap-2 rounded-control px-2 py-1 text-left text-sm hover:bg-hover"
      >
        <Avatar name={name} hue={hue} picture={paths.picture(person.userId)} size="small" faded={state === 'idle'} />
        <span className="min-w-0 grow truncate">
          {name}
          {isMe ? <span className="text-text-faint"> {messages.you}</span> : null}
          {devices > 1 ? <span className="text-text-faint"> {messages.devices(devices)}</span> : null}
        </span>
        <span className="shrink-0 text-text-faint text-xs tabular-nums">
          {[isMe ? null : messages.state[state], line === null ? null : messages.line(line)]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </button>
      {mayBeFollowed ? (
        <IconButton
          size="small"
          icon={isFollowed ? EyeOff : Eye}
          label={isFollowed ? messages.stopFollowingName(name) : messages.followName(name)}
          onClick={() => {
            onClose()
            person.toggleFollow()
          }}
        />
      ) : null}
    </li>
  )
}

function Together({
  gathering: { call, lecturing, toggleLecture },
  onClose,
}: {
  readonly gathering: Gathering
  readonly onClose: () => void
}) {
  return (
    <div className="mt-1 border-line border-t p-2">
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          onClick={() => {
            onClose()
            call()
            toast({ message: messages.called })
          }}
        >
          {messages.callEverybody}
        </Button>
        {toggleLecture ? (
          <Button
            size="small"
            aria-pressed={lecturing}
            onClick={() => {
              onClose()
              toggleLecture()
            }}
          >
            {lecturing ? messages.endLecture : messages.startLecture}
          </Button>
        ) : null}
      </div>
      {toggleLecture ? <p className="mt-2 text-text-faint text-xs">{messages.lectureHint}</p> : null}
    </div>
  )
}
