'use client'
import { useEffect, useState } from 'react'
import { type SaveFacts, type SaveState, saveState, saveStateHoldsMs } from './save-state.ts'
import type { SessionFacts } from './session-facts.ts'
import { useFact } from './use-session.ts'

/** How safe my changes are, kept up to date as time passes. */
export function useSaveState(facts: SessionFacts): SaveState {
  const state = useFact(facts, (view) => view.state)
  const unsaved = useFact(facts, (view) => view.unsaved)
  const settledAt = useFact(facts, (view) => view.settledAt)
  const device = useFact(facts, (view) => view.device)
  const hindrance = useFact(facts, (view) => view.hindrance)
  const opened = useFact(facts, (view) => view.opened)
  const online = useOnline()
  const [now, setNow] = useState(() => Date.now())
  // What happened since the last tick is judged by the clock of now, not of that tick.
  const current = Math.max(now, unsaved.since ?? 0, settledAt ?? 0)
  const known: SaveFacts = { state, unsaved, settledAt, online, device, hindrance, opened }
  useEffect(() => {
    const time = Date.now()
    const holdsMs = saveStateHoldsMs(known, time)
    if (holdsMs === null) return
    const timer = setTimeout(() => setNow(Date.now()), holdsMs)
    return () => clearTimeout(timer)
  })
  return saveState(known, current)
}

/** How safe my changes are now. */
export function saveStateNow({ view }: SessionFacts): SaveState {
  return saveState({ ...view, online: navigator.onLine }, Date.now())
}

function useOnline(): boolean {
  const [online, setOnline] = useState(true)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    look()
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return online
}
