'use client'
import { useState } from 'react'
import { messages } from './messages.ts'
import type { SessionFacts } from './session-facts.ts'
import { useFact } from './use-session.ts'

/** Fewer changes than these on their way are typing. A large paste becomes many at once. */
const minShown = 16

/** How far a large insertion has come on its way to the server. */
export function SendProgress({ facts }: { readonly facts: SessionFacts }) {
  const [most, setMost] = useState(0)
  const count = useFact(facts, ({ state, unsaved }) =>
    state.phase === 'live' && Math.max(most, unsaved.count) >= minShown ? unsaved.count : 0,
  )
  const now = count === 0 ? 0 : Math.max(most, count)
  if (now !== most) setMost(now)
  if (most < minShown) return null
  return (
    <progress
      aria-label={messages.sending}
      value={most - count}
      max={most}
      title={messages.sending}
      className="mx-2 h-1.5 w-20 accent-accent max-sm:w-10"
    />
  )
}
