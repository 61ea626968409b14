'use client'
import { useEffect, useState } from 'react'
import type { Room } from '#lib/room.ts'
import { toast } from '#ui/toast.tsx'
import { Calls } from './calls.ts'
import { followPerson } from './follow-person.ts'
import { messages } from './messages.ts'

/** Passes on when somebody asks everybody to come: a request, which one may let go by. */
export function useCalls({ self, peers, actions }: Pick<Room, 'self' | 'peers' | 'actions'>): void {
  const [calls] = useState(() => new Calls())
  useEffect(() => {
    for (const peer of calls.hear(peers, performance.now())) {
      const { user } = peer
      if (user.id === self?.user.id) continue
      const message = messages.calls(user.name, actions.lineOf(peer))
      toast({ message, action: { label: messages.follow, onAction: () => followPerson(actions, user) } })
    }
  }, [calls, self, peers, actions])
}
