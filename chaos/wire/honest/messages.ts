import type { Person } from '../../people/person.ts'

/** What the process of the honest people is started with. */
export type HonestJob = {
  readonly origin: string
  readonly ticketSecret: string
  readonly documents: readonly HonestDocument[]
  /** Between two keystrokes of one person. */
  readonly pauseMs: number
}

/** A document, and who types in it. */
export type HonestDocument = { readonly id: string; readonly url: string; readonly people: readonly Person[] }

/**
 * What it is told: the address of the server that is attacked from now on, null: none; to type no more; how long the logs are
 * now, when nobody writes any more: with that it tells its result, and ends.
 */
export type ToHonest =
  | { readonly kind: 'attack'; readonly url: string | null }
  | { readonly kind: 'rest' }
  | { readonly kind: 'finish'; readonly heads: Readonly<Record<string, number>> }

/** When a keystroke was made: while nobody attacked, while another server was attacked, or while its own was. */
export type Phase = 'quiet' | 'elsewhere' | 'attacked'

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
