'use client'
import { useEffect, useRef, useState } from 'react'
import type { Room } from '#lib/room.ts'
import { toast } from '#ui/toast.tsx'
import { Announcements, announcementPauseMs, type Hearing } from './announcements.ts'
import { playEarcons } from './earcons.ts'

/**
 * Tells a screen reader what others do, at the level that the person chose and never more often than it can be heard; and
 * the eye who joins, as long as they are few. Whoever wants to hears it as sounds, too.
 */
export function Announcer({
  self,
  peers,
  live,
  actions,
  level,
  sounds,
}: Pick<Room, 'self' | 'peers' | 'live' | 'actions'> & Hearing) {
  const [told, setTold] = useState<{ readonly id: number; readonly text: string } | null>(null)
  const wanted = useRef<Hearing>({ level, sounds })
  const me = self?.user.id
  useEffect(() => {
    wanted.current = { level, sounds }
  }, [level, sounds])
  const [batch] = useState(() => new Batch((text) => setTold((last) => ({ id: (last?.id ?? 0) + 1, text })), wanted))
  useEffect(() => () => batch.stop(), [batch])
  useEffect(() => {
    if (!live || !self) return
    batch.news.see(new Map([...peers.map(({ user }) => user), self.user].map(({ id, name }) => [id, name])))
    batch.tellSoon()
  }, [batch, live, self, peers])
  useEffect(
    () =>
      actions.watchEdits(({ by, ranges }) => {
        // Another tab of mine is no news.
        const others = by.filter((id) => id !== me)
        if (others.length === 0) return
        batch.news.edited({ by: others, ranges }, wanted.current)
        batch.tellSoon()
      }),
    [actions, batch, me],
  )
  // A new element is read also when it says the same as the one before.
  return (
    <div aria-live="polite" className="sr-only">
      {told ? <p key={told.id}>{told.text}</p> : null}
    </div>
  )
}

/** Waits until a pause is over, and tells everything of it. */
class Batch {
  readonly news = new Announcements()
  readonly #tell: (text: string) => void
  readonly #hearing: { readonly current: Hearing }
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(tell: (text: string) => void, hearing: { readonly current: Hearing }) {
    this.#tell = tell
    this.#hearing = hearing
  }

  tellSoon(): void {
    if (!this.news.pending) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const { greetings, sentences, earcons } = this.news.take(this.#hearing.current)
      for (const message of greetings) toast({ message })
      if (sentences.length > 0) this.#tell(`${sentences.join('. ')}.`)
      playEarcons(earcons)
    }, announcementPauseMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
