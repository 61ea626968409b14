'use client'
import { type ReactNode, useEffect } from 'react'
import type { Room } from '#lib/room.ts'
import { Button } from '#ui/button.tsx'
import { followPerson } from './follow-person.ts'
import { messages } from './messages.ts'

/** How long it is said that following has ended. */
const endedMs = 4_000

/**
 * Says whom I follow: a border in their colour around the text, and a chip on top of it. Says so too when they have left,
 * and when somebody gives a lecture that I do not follow.
 */
export function FollowFrame({ self, peers, hueOf, followed, actions }: Room) {
  useEffect(() => {
    if (followed.kind !== 'ended') return
    const timer = setTimeout(actions.stopFollowing, endedMs)
    return () => clearTimeout(timer)
  }, [followed, actions])
  useEscape(followed.kind === 'following', actions.stopFollowing)

  const lecturer = peers.find(({ leads, user }) => leads === 'everybody' && user.id !== self?.user.id)?.user
  const leader = followed.kind === 'alone' ? lecturer : followed.leader
  const text = chipText(followed, lecturer?.name)
  return (
    <>
      {followed.kind === 'following' ? (
        <div
          data-hue={hueOf(followed.leader.id) ?? 0}
          data-follow-frame
          className="pointer-events-none absolute inset-0 z-(--z-sticky) border-(--person) border-2"
        />
      ) : null}
      {leader ? (
        <Chip hue={hueOf(leader.id) ?? 0} text={text}>
          {followed.kind === 'following' ? (
            <Button size="small" tone="quiet" onClick={actions.stopFollowing}>
              <span className="pointer-coarse:hidden">{messages.toStop}</span>
              <span className="hidden pointer-coarse:inline">{messages.stopFollowing}</span>
            </Button>
          ) : followed.kind === 'alone' ? (
            <Button size="small" tone="quiet" onClick={() => followPerson(actions, leader)}>
              {messages.follow}
            </Button>
          ) : null}
        </Chip>
      ) : null}
      <div aria-live="polite" className="sr-only">
        {followed.kind === 'following' ? `${text} · ${messages.toStop}` : text}
      </div>
    </>
  )
}

function chipText(followed: Room['followed'], lecturer: string | undefined): string {
  switch (followed.kind) {
    case 'following':
      return messages.following(followed.leader.name)
    case 'ended':
      return messages.ended[followed.why](followed.leader.name)
    case 'alone':
      return lecturer === undefined ? '' : messages.lectures(lecturer)
  }
}

function Chip({ hue, text, children }: { readonly hue: number; readonly text: string; readonly children: ReactNode }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-2 z-(--z-sticky) flex justify-center px-3">
      <div
        data-hue={hue}
        className="pointer-events-auto flex min-h-8 max-w-full animate-rise items-center gap-1 rounded-full border-(--person) border bg-raised pr-1 pl-3 text-sm shadow-float"
      >
        <span aria-hidden className="truncate pr-1">
          {text}
        </span>
        {children}
      </div>
    </div>
  )
}

/** Escape stops wherever the focus is; in the text any key does. */
function useEscape(active: boolean, stop: () => void): void {
  useEffect(() => {
    if (!active) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) stop()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [active, stop])
}
