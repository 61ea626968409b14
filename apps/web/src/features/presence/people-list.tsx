'use client'
import { Avatar } from '#ui/avatar.tsx'
import { Popover } from '#ui/popover.tsx'
import type { ListedPerson } from './listed-person.ts'
import { messages } from './messages.ts'

/** The open list of everybody who is here. Only `Presence` uses it. */
export default function PeopleList({
  people,
  onClose,
}: {
  readonly people: readonly ListedPerson[]
  readonly onClose: () => void
}) {
  return (
    <Popover
      open
      onOpenChange={(open) => open || onClose()}
      label={messages.people(people.length)}
      className="max-h-[min(24rem,70vh)] w-64 overflow-y-auto p-1!"
      trigger={<span aria-hidden className="pointer-events-none absolute inset-0" />}
    >
      <p className="px-2 py-1.5 text-text-faint text-xs">{messages.people(people.length)}</p>
      <ul>
        {people.map((person) => (
          <li key={person.userId}>
            <button
              type="button"
              onClick={() => {
                onClose()
                person.jump()
              }}
              className="flex min-h-control w-full items-center gap-2 rounded-control px-2 py-1 text-left text-sm hover:bg-hover"
            >
              <Avatar name={person.name} hue={person.hue} size="small" faded={person.state === 'idle'} />
              <span className="min-w-0 grow truncate">
                {person.name}
                {person.isMe ? <span className="text-text-faint"> {messages.you}</span> : null}
                {person.devices > 1 ? (
                  <span className="text-text-faint"> {messages.devices(person.devices)}</span>
                ) : null}
              </span>
              <span className="shrink-0 text-text-faint text-xs tabular-nums">
                {person.line !== null ? messages.line(person.line) : person.isMe ? null : messages.state[person.state]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  )
}
