'use client'
import { useCallback, useRef } from 'react'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'
import type { SessionFacts } from './session-facts.ts'
import { saveStateNow } from './watched-save-state.ts'

/** Tells the person how safe their changes are: once, however often they press the key that saves elsewhere. */
export function useTellSaved(facts: SessionFacts): () => void {
  const takeAway = useRef<() => void>(undefined)
  return useCallback(() => {
    takeAway.current?.()
    takeAway.current = toast({ message: messages.saveTold(saveStateNow(facts)) })
  }, [facts])
}
