'use client'
import { useState } from 'react'
import type { Room } from '#lib/room.ts'
import { usePreferences } from '#lib/use-preferences.ts'
import { laterPart } from '#ui/later-part.tsx'
import { usePresencePreferences } from './use-presence-preferences.ts'

const PeopleStack = laterPart(async () => ({ default: (await import('./room-parts.ts')).PeopleStack }))

/** Who is here. What others may see of me holds from the first moment; who they are comes behind the text. */
export function Presence({ room }: { readonly room: Room }) {
  const [wantsLecture, setWantsLecture] = useState(false)
  const lecturing = wantsLecture && room.role === 'owner'
  usePresencePreferences(room.actions, usePreferences(), lecturing)
  return room.opened ? <PeopleStack room={room} lecturing={lecturing} onLecture={setWantsLecture} /> : null
}
