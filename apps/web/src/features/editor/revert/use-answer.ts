'use client'
import { useEffect, useState } from 'react'
import type { Result } from '#lib/result.ts'
import { messages } from './messages.ts'

/** An answer of the server: not there yet, there, or why not. */
export type Answer<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly value: T }
  | { readonly kind: 'failed'; readonly message: string }

/** Asks the server again whenever `about` changes (null: nothing to ask), and when it is told to; the last question counts. */
export function useAnswer<T extends object>(
  about: string | null,
  ask: () => Promise<Result<T>>,
): { readonly answer: Answer<T>; readonly again: () => void } {
  const [answer, setAnswer] = useState<Answer<T>>({ kind: 'loading' })
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (about === null) return
    let wanted = true
    setAnswer({ kind: 'loading' })
    ask().then(
      (result) => {
        if (wanted) setAnswer(result.ok ? { kind: 'here', value: result } : { kind: 'failed', message: result.message })
      },
      () => {
        if (wanted) setAnswer({ kind: 'failed', message: messages.failed })
      },
    )
    return () => {
      wanted = false
    }
  }, [about, tries])
  return { answer, again: () => setTries((before) => before + 1) }
}
