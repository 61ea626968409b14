'use client'
import { useEffect } from 'react'
import type { Preferences } from '#lib/preferences.ts'
import type { RoomActions } from '#lib/room.ts'

/** Shows as much of the others, and them as much of me, as I want. In a lecture of mine everybody is to follow me. */
export function usePresencePreferences(
  actions: RoomActions,
  { labels, hidePeers, showMe, hideMe, refuseFollowers }: Preferences,
  lecturing: boolean,
): void {
  useEffect(() => actions.showPeers({ labels, hidden: hidePeers, own: showMe }), [actions, labels, hidePeers, showMe])
  useEffect(() => actions.keepCompany({ hidden: hideMe }), [actions, hideMe])
  useEffect(
    () => actions.keepCompany({ leads: lecturing ? 'everybody' : refuseFollowers ? 'nobody' : 'anybody' }),
    [actions, lecturing, refuseFollowers],
  )
}
