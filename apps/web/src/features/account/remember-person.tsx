'use client'
import { useEffect } from 'react'
import { rememberPerson, type ThisPerson } from '#lib/this-person.ts'

/**
 * Has this device know who is signed in, before they open anything: the sign-in of whoever was here before may have ended
 * elsewhere, and what that person left here is neither shown to who comes next nor theirs to clear away.
 */
export function RememberPerson({ id, name }: ThisPerson) {
  useEffect(() => rememberPerson({ id, name }), [id, name])
  return null
}
