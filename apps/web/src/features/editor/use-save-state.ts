'use client'
import { useMemo, useSyncExternalStore } from 'react'
import type { SaveState } from './save-state.ts'
import type { SessionFacts } from './session-facts.ts'
import { WatchedSaveState } from './watched-save-state.ts'

/** How safe my changes are, kept up to date as time passes. */
export function useSaveState(facts: SessionFacts): SaveState {
  const { subscribe, get } = useMemo(() => new WatchedSaveState(facts), [facts])
  return useSyncExternalStore(subscribe, get, get)
}
