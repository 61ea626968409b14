'use client'
import { useEffect } from 'react'
import { savePreferencesAction } from './actions.ts'
import { followAccount } from './follow-account.ts'

/** Holds this device's preferences together with those of the account, which are `kept`; draws nothing. */
export function AccountPreferences({
  userId,
  kept,
}: {
  readonly userId: string
  readonly kept: Readonly<Record<string, unknown>>
}) {
  useEffect(() => {
    const save = (part: Parameters<typeof savePreferencesAction>[0]) =>
      savePreferencesAction(part).then(
        ({ ok }) => ok,
        () => false,
      )
    return followAccount(userId, kept, save)
  }, [userId, kept])
  return null
}
