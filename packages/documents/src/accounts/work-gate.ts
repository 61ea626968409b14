import { DomainError } from '../domain-error.ts'

/** Runs work, a bounded number at a time. */
export type WorkGate = <T>(work: () => Promise<T>) => Promise<T>

/**
 * A gate that lets `running` pieces of work run at once and keeps at most `waiting` more, first come first served.
 * Beyond that it throws `DomainError('busy')` at once: a queue that only grows helps nobody who stands in it.
 */
export function createWorkGate({ running, waiting }: { running: number; waiting: number }): WorkGate {
  const queue: (() => void)[] = []
  let active = 0
  return async (work) => {
    if (active < running) active++
    else if (queue.length < waiting) await new Promise<void>((enter) => queue.push(enter))
    else throw new DomainError('busy')
    try {
      return await work()
    } finally {
      // The place is handed to the next one directly, so that nobody who comes later can take it first.
      const next = queue.shift()
      if (next) next()
      else active--
    }
  }
}
