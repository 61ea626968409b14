'use client'
import { mayWrite } from '@tandem/protocol'
import { useEffect, useState } from 'react'
import type { Room } from '#lib/room.ts'
import { toast } from '#ui/toast.tsx'
import { followPerson } from './follow-person.ts'
import type { ListedPerson } from './listed-person.ts'
import { messages } from './messages.ts'
import { type PresentSession, peopleOf } from './people.ts'

/** Everybody who is in the room, as lists show them. */
export function useListed({ self, peers, role, hueOf, followed, actions }: Room): readonly ListedPerson[] {
  const now = useNow(peers)
  const leader = followed.kind === 'following' ? followed.leader.id : null
  return peopleOf(self, peers, now, leader).map(({ latest, ...person }) => {
    const { userId, name, isMe, isFollowed } = person
    return {
      ...person,
      hue: hueOf(userId) ?? (isMe ? self?.hue : latest?.hue) ?? 0,
      role: latest?.role ?? null,
      line: latest && !isMe ? actions.lineOf(latest) : null,
      activeAt: latest && !isMe ? latest.changedAt : null,
      mayBeFollowed: !isMe && latest?.leads !== 'nobody',
      jump: (byKeyboard) => {
        if (isMe) {
          actions.stopFollowing()
          return actions.revealMine(byKeyboard)
        }
        const there = latest !== null && (byKeyboard ? actions.goTo(latest) : actions.reveal(latest))
        if (!there) toast({ message: messages.nowhere(name) })
      },
      undoChanges: isMe || !mayWrite(role) ? null : () => actions.undoChanges(userId),
      toggleFollow: () => {
        if (isFollowed) actions.stopFollowing()
        else followPerson(actions, { id: userId, name })
      },
    }
  })
}

/** How old what is shown of somebody may be: their line moves with every line that comes in above it. */
const lookAgainMs = 1_000

/** The time, told again once a second as long as others are here. */
function useNow(sessions: readonly PresentSession[]): number {
  const [now, setNow] = useState(() => Date.now())
  const last = Math.max(0, ...sessions.map(({ changedAt }) => changedAt ?? 0))
  const alone = sessions.length === 0
  useEffect(() => {
    if (alone) return
    const timer = setInterval(() => setNow(Date.now()), lookAgainMs)
    return () => clearInterval(timer)
  }, [alone])
  return Math.max(now, last)
}
