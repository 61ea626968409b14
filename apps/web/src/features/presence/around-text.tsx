'use client'
import type { Room } from '#lib/room.ts'
import { usePreferences } from '#lib/use-preferences.ts'
import { Announcer } from './announcer.tsx'
import { FollowFrame } from './follow-frame.tsx'
import { useCalls } from './use-calls.ts'

/** What is told of the others over the text. */
export function AroundText({ room }: { readonly room: Room }) {
  const { announcements, sounds } = usePreferences()
  useCalls(room)
  return (
    <>
      <FollowFrame {...room} />
      <Announcer {...room} level={announcements} sounds={sounds} />
    </>
  )
}
