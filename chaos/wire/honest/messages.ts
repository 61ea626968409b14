import type { Person } from '../../people/person.ts'

/** What the process of the honest people is started with. */
export type HonestJob = {
  readonly url: string
  readonly origin: string
  readonly ticketSecret: string
  readonly documents: readonly { readonly id: string; readonly people: readonly Person[] }[]
  /** Between two keystrokes of one person. */
  readonly pauseMs: number
}

/**
 * What it is told: what the keystrokes from now on are counted as; to type no more; how long the logs are now, when nobody
 * writes any more: with that it tells its result, and ends.
 */
export type ToHonest =
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'rest' }
  | { readonly kind: 'finish'; readonly heads: Readonly<Record<string, number>> }

/** While nobody attacks, and while somebody does. */
export type Phase = 'quiet' | 'hostile'

/** What it says. */
export type FromHonest = { readonly kind: 'typing' } | { readonly kind: 'resting' } | HonestResult

/** What honest people have seen. */
export type HonestResult = {
  readonly kind: 'result'
  /** From a keystroke until it stood in the other person's document, in milliseconds. */
  readonly delays: Readonly<Record<Phase, readonly number[]>>
  /** Everybody's document in the end, and how many changes each of them made. */
  readonly sessions: readonly {
    readonly document: string
    readonly user: string
    readonly digest: string
    readonly changes: number
    /** What the server gave back, or why it did not let them stay: nothing, when all is well. */
    readonly troubles: readonly string[]
  }[]
}
