import type { StartRole } from '../world/person.ts'

/** Somebody in the cast: how many tabs, in which document, and how much they do. */
export type CastMember = {
  readonly role: StartRole
  readonly document: number
  readonly tabs: number
  /** Whether the tabs are those of one browser; otherwise each has a device of its own. */
  readonly shared?: boolean
  /** Edits of each tab. */
  readonly edits: number
}

/** A run as plain data: the same scenario is the same run, event by event. */
export type Scenario = {
  readonly seed: number
  readonly nodes: number
  readonly documents: number
  readonly cast: readonly CastMember[]
  /** Faults by name, and how often: 1 is as usual. */
  readonly faults: Readonly<Record<string, number>>
  /** Until all is healed. */
  readonly chaosMs: number
}
