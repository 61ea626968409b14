'use client'
import { useEffect, useRef } from 'react'
import type { Room } from '#lib/room.ts'
import { toast } from '#ui/toast.tsx'
import { followPerson } from './follow-person.ts'
import { messages } from './messages.ts'
import { newCalls } from './new-calls.ts'

/** Passes on when somebody asks everybody to come: a request, which one may let go by. One of a person at a time. */
export function useCalls({ self, peers, actions }: Pick<Room, 'self' | 'peers' | 'actions'>): void {
  const before = useRef<ReadonlyMap<number, number>>(new Map())
  const shown = useRef(new Map<string, () => void>())
  useEffect(() => {
    const calling = newCalls(before.current, peers)
    before.current = new Map(peers.map(({ key, calls }) => [key, calls]))
    for (const peer of calling) {
      const { user } = peer
      if (user.id === self?.user.id) continue
      shown.current.get(user.id)?.()
      const message = messages.calls(user.name, actions.lineOf(peer))
      const action = { label: messages.follow, onAction: () => followPerson(actions, user) }
      shown.current.set(user.id, toast({ message, action }))
    }
  }, [self, peers, actions])
}
