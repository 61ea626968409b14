import type { Role } from '@tandem/protocol'

/**
 * One line of a history, as in Jepsen: somebody begins something (`invoke`), and it is done (`ok`), refused (`fail`), or not
 * known to be either; `info` is everything else that was seen. A history is a file with one line of JSON each, in the order in
 * which this process saw them, and the checker needs nothing but it.
 */
export type HistoryLine = { readonly t: number } & Seen

/** What a line says, without its time (`t`, in milliseconds since the run began). */
export type Seen =
  | EditLine
  | ActionLine
  | ConnectionLine
  | FaultLine
  | ProcessLine
  | EndLine
  | { readonly type: 'info'; readonly what: 'run'; readonly seed: number; readonly nodes: number }

/** A change of one session: made, in the log according to its echo, or given back to its person. */
export type EditLine = {
  readonly type: 'invoke' | 'ok' | 'fail'
  readonly what: 'edit'
  readonly doc: string
  readonly user: string
  readonly session: string
  readonly replica: number
  readonly rseq: number
  /** Of the bytes; only with `invoke`. */
  readonly hash?: string
  /** Where its echo said that it is; with `ok`. Null: it was in the snapshot that the session opened. */
  readonly seq?: number | null
}

/** What somebody does with a document besides writing. */
export type Action =
  /** Gives a role, or takes access away (null). */
  | { readonly kind: 'role'; readonly user: string; readonly role: Role | null }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'trash'; readonly trashed: boolean }
  /** Somebody is signed out everywhere, or signs in again. */
  | { readonly kind: 'sign-in'; readonly user: string; readonly signedIn: boolean }

/** An action on a document; `info`: whether it happened is not known. */
export type ActionLine = {
  readonly type: 'invoke' | 'ok' | 'fail' | 'info'
  readonly what: 'action'
  readonly id: number
  readonly doc: string
  readonly action: Action
  /** The log's head, read before it began (`invoke`) or after it was done (`ok`). */
  readonly head: number
}

/** What came over a session's connections. */
export type ConnectionLine =
  /** Let in: rows behind `after` are to follow. */
  | {
      readonly type: 'info'
      readonly what: 'welcome'
      readonly doc: string
      readonly user: string
      readonly session: string
      readonly connection: number
      readonly after: number
    }
  /** Rows of others, and of its own, that were sent. A row of its own has no hash: its content stayed away. */
  | {
      readonly type: 'info'
      readonly what: 'shown'
      readonly doc: string
      readonly user: string
      readonly session: string
      readonly connection: number
      readonly first: number
      readonly rows: readonly ShownRow[]
    }
  /** What a session went on from, as its device was told to keep it: a snapshot that it was sent, or its own. */
  | {
      readonly type: 'info'
      readonly what: 'base'
      readonly doc: string
      readonly session: string
      readonly seq: number
      readonly digest: string
    }
  /** The server said an error. */
  | {
      readonly type: 'info'
      readonly what: 'error'
      readonly doc: string
      readonly user: string
      readonly session: string
      readonly code: string
    }
  /** The database's head of a document, read after row `seq` was shown to somebody. */
  | {
      readonly type: 'info'
      readonly what: 'witness'
      readonly doc: string
      readonly seq: number
      readonly head: number
    }
  /** Somebody hostile or old said something; what came back. */
  | {
      readonly type: 'info'
      readonly what: 'answer'
      readonly to: string
      readonly expected: readonly string[]
      readonly code: string
    }

export type ShownRow = readonly [replica: number, rseq: number, hash: string | null]

/** A fault begins or is over. */
export type FaultLine = {
  readonly type: 'invoke' | 'ok'
  readonly what: 'fault'
  readonly id: number
  readonly fault: string
  /** How many processes it killed. */
  readonly kills: number
  /** While it lasts nobody can learn in time of what was committed: reading may go on for as long. */
  readonly blinds: boolean
  /** Said with `ok`: why there was nothing to do it to; null when it was done. */
  readonly skipped?: string | null
}

/** What was seen of processes. */
export type ProcessLine =
  /** A process ended; `wanted`: by our hand. */
  | {
      readonly type: 'info'
      readonly what: 'exit'
      readonly process: string
      readonly how: string
      readonly wanted: boolean
    }
  /** This process itself was late by `ms`: what it says it saw at a time was there that much earlier. */
  | { readonly type: 'info'; readonly what: 'late'; readonly ms: number }
  | {
      readonly type: 'info'
      readonly what: 'gauge'
      readonly process: string
      readonly name: string
      readonly value: number
      readonly limit: number
    }
  /** We damaged a snapshot. */
  | { readonly type: 'info'; readonly what: 'damage'; readonly doc: string; readonly seq: number }
  /** Nothing was echoed for as long as that, with everything in order. */
  | { readonly type: 'info'; readonly what: 'stuck'; readonly seconds: number; readonly who: readonly string[] }

/** What is there in the end. */
export type EndLine =
  /** Who has which role at the start. */
  | {
      readonly type: 'info'
      readonly what: 'people'
      readonly doc: string
      readonly roles: Readonly<Record<string, Role>>
    }
  /** The whole log, row `seq` at place `seq - 1`; null where there is none. */
  | { readonly type: 'info'; readonly what: 'log'; readonly doc: string; readonly rows: readonly (LogLine | null)[] }
  | { readonly type: 'info'; readonly what: 'head'; readonly doc: string; readonly head: number }
  /** Whose the replicas are, as they were issued. */
  | {
      readonly type: 'info'
      readonly what: 'replicas'
      readonly doc: string
      readonly owners: readonly (readonly [replica: number, user: string])[]
    }
  /** What the log shows when it is replayed up to these rows. */
  | {
      readonly type: 'info'
      readonly what: 'replay'
      readonly doc: string
      readonly digests: readonly (readonly [seq: number, digest: string])[]
    }
  /** A snapshot that is kept: the digest that it claims, and the one of what opens from it (null: nothing does). */
  | {
      readonly type: 'info'
      readonly what: 'snapshot'
      readonly doc: string
      readonly seq: number
      readonly claims: string
      readonly opens: string | null
    }
  /** What a session shows in the end. */
  | {
      readonly type: 'info'
      readonly what: 'text'
      readonly doc: string
      readonly user: string
      readonly session: string
      readonly phase: string
      readonly seq: number
      readonly unsaved: number
      readonly digest: string
    }
  /** What a document is in the end. */
  | {
      readonly type: 'info'
      readonly what: 'document'
      readonly doc: string
      readonly title: string
      readonly trashed: boolean
      readonly roles: Readonly<Record<string, Role>>
    }

export type LogLine = readonly [replica: number, rseq: number, user: string, hash: string]
