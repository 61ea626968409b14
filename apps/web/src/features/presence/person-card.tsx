'use client'
import { formatAgo } from '#lib/dates.ts'
import { paths } from '#lib/paths.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { isByKeyboard } from './is-by-keyboard.ts'
import { describePerson, type ListedPerson } from './listed-person.ts'
import { messages } from './messages.ts'

/** What is known of a person, and what can be done. Only `PersonButton` uses it. */
export default function PersonCard({
  person,
  onClose,
}: {
  readonly person: ListedPerson
  readonly onClose: () => void
}) {
  const { name, isMe, hue, role, state, line, activeAt, isFollowed, mayBeFollowed, undoChanges } = person
  const doing = [role === null ? null : messages.role[role], isMe ? null : messages.state[state]]
  const place = [
    line === null ? null : messages.line(line),
    activeAt === null ? null : messages.activeAt(formatAgo(new Date(activeAt), new Date())),
  ]
  return (
    <Popover
      open
      onOpenChange={(open) => open || onClose()}
      label={describePerson(person)}
      className="w-60"
      trigger={<span aria-hidden className="pointer-events-none absolute inset-0" />}
    >
      <div className="flex items-center gap-2.5">
        <Avatar name={name} hue={hue} picture={paths.picture(person.userId)} faded={state === 'idle'} />
        <div className="min-w-0 text-sm">
          <p className="truncate font-semibold">
            {name}
            {isMe ? <span className="font-normal text-text-faint"> {messages.you}</span> : null}
          </p>
          {[doing, place].map((facts) => {
            const said = facts.filter((fact) => fact !== null).join(' · ')
            return said === '' ? null : (
              <p key={said} className="text-text-faint text-xs tabular-nums">
                {said}
              </p>
            )
          })}
        </div>
      </div>
      {isMe ? null : (
        <div className="mt-3 flex flex-wrap gap-2">
          {mayBeFollowed ? (
            <Button
              size="small"
              onClick={() => {
                onClose()
                person.toggleFollow()
              }}
            >
              {isFollowed ? messages.stopFollowing : messages.follow}
            </Button>
          ) : null}
          {line === null ? null : (
            <Button
              size="small"
              tone="quiet"
              onClick={(event) => {
                const byKeyboard = isByKeyboard(event)
                if (byKeyboard) onClose()
                person.jump(byKeyboard)
              }}
            >
              {messages.jump}
            </Button>
          )}
          {undoChanges === null ? null : (
            <Button
              size="small"
              tone="quiet"
              onClick={() => {
                onClose()
                undoChanges()
              }}
            >
              {messages.undoChanges}
            </Button>
          )}
        </div>
      )}
    </Popover>
  )
}
