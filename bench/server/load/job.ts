import type { Member } from '../clients/client.ts'
import type { ContenderName } from '../contenders.ts'

/** What the sessions do. */
export type Load = TypingLoad | SaturationLoad | OpeningLoad | ReadingLoad | IdleLoad

/** Everybody types for a while. */
export type TypingLoad = {
  readonly kind: 'typing'
  readonly documents: number
  readonly sessions: number
  /** Of these, so many are screens in each document; the others are a crowd. */
  readonly screens: number
  /** So many of the sessions of each document type, the screens first. */
  readonly typists: number
  /** Of each typist. */
  readonly keysPerSecond: number
  /** Before anything is measured everybody types so many keys a second, all together: code that is new to an engine is slow. */
  readonly warmUpKeysPerSecond: number
  readonly warmUpMs: number
  readonly windowMs: number
}

/** More and more is typed in one document, until it arrives too late. */
export type SaturationLoad = {
  readonly kind: 'saturation'
  readonly sessions: number
  readonly screens: number
  /** The rate that is tried first, of all sessions together. */
  readonly keysPerSecond: number
  readonly stepMs: number
}

/** A document with a long history is opened, again and again. */
export type OpeningLoad = {
  readonly kind: 'opening'
  /** The file of a recorded session: its edits are the history. */
  readonly trace: string
  /** Before anything is measured, and then. */
  readonly warmUps: number
  readonly times: number
}

/** Somebody types and pastes, and others read: first all of them, then all but one, and then all but two. */
export type ReadingLoad = {
  readonly kind: 'reading'
  /** Of whom one types. */
  readonly sessions: number
  readonly screens: number
  readonly keysPerSecond: number
  /** Each replaces the one before. */
  readonly pastesPerSecond: number
  readonly pasteUnits: number
  readonly warmUpMs: number
  /** While all read; while one doesn't, which lasts as long. */
  readonly windowMs: number
}

/** Sessions that do nothing: in documents of their own, and then all in one. */
export type IdleLoad = {
  readonly kind: 'idle'
  readonly documents: number
  readonly sessions: number
  /** What comes after a session has joined (presence, timers of the first second) is over then. */
  readonly settleMs: number
  /** How long it is watched what the server does when nobody does anything. */
  readonly idleMs: number
}

/** The work of one load process. */
export type Job = {
  readonly contender: ContenderName
  readonly url: string
  /** As many as the load needs. */
  readonly documents: readonly Stage[]
  readonly load: Load
}

/** A document and who comes there, as many as the load has sessions. `members` is empty where nobody asks who comes. */
export type Stage = { readonly document: string; readonly members: readonly Member[] }

/** What was measured, by name. */
export type Measured = Readonly<Record<string, number>>

/** How a job ended. */
export type Outcome =
  | { readonly kind: 'measured'; readonly values: Measured; readonly remarks: readonly string[] }
  /** `lost`: the server sent a session away, or left it alone; `failed`: anything else that must not be. */
  | { readonly kind: 'unsupported' | 'lost' | 'failed'; readonly reason: string }

/** Load → parent: what has the server used? */
export type UsageQuestion = { readonly ask: number; readonly collectGarbage: boolean }
/** Parent → load. Times in microseconds since some moment; Postgres' is null when it is not known or there is none. */
export type UsageAnswer = { readonly ask: number; readonly usage: Usage }
export type Usage = {
  readonly serverUs: number
  readonly postgresUs: number | null
  readonly rssBytes: number
  /** On the heap, and outside it in buffers. */
  readonly heapBytes: number
  readonly externalBytes: number
}
