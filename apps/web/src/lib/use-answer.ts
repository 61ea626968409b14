'use client'
import { useEffect, useState } from 'react'
import type { Result } from './result.ts'

/** An answer of the server: not there yet, there, or why not. */
export type Answer<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly value: T }
  | { readonly kind: 'failed'; readonly message: string }

/** An answer, and what changes it. */
export type Answered<T> = {
  readonly answer: Answer<T>
  /** Asks once more. */
  readonly again: () => void
  /** Puts something newer in place of the answer. */
  readonly show: (value: T) => void
  /** Changes what is there, if it is. */
  readonly change: (change: (before: T) => T) => void
}

/**
 * Asks the server whenever `about` changes (null: nothing to ask), and when it is told to; the last question counts. What is
 * there stays until the same question is answered anew, and goes for another one. `unreachable` is for a server that never answered.
 */
export function useAnswer<T extends object>(
  about: string | null,
  ask: () => Promise<Result<T>>,
  unreachable: string,
): Answered<T> {
  const [held, setHeld] = useState<{ readonly about: string | null; readonly answer: Answer<T> }>(nothing)
  const [tries, setTries] = useState(0)
  const hold = (answer: Answer<T>) => setHeld((before) => ({ about: about ?? before.about, answer }))
  useEffect(() => {
    if (about === null) return
    let wanted = true
    setHeld((before) => (before.about === about && before.answer.kind === 'here' ? before : { ...nothing, about }))
    ask().then(
      (result) => {
        if (wanted) hold(result.ok ? { kind: 'here', value: result } : { kind: 'failed', message: result.message })
      },
      () => {
        if (wanted) hold({ kind: 'failed', message: unreachable })
      },
    )
    return () => {
      wanted = false
    }
  }, [about, tries])
  return {
    answer: held.answer,
    again: () => setTries((before) => before + 1),
    show: (value) => hold({ kind: 'here', value }),
    change: (change) =>
      setHeld(({ about, answer }) => ({
        about,
        answer: answer.kind === 'here' ? { kind: 'here', value: change(answer.value) } : answer,
      })),
  }
}

const nothing = { about: null, answer: { kind: 'loading' } } as const
