import type { Prng } from '@tandem/crdt/testing'
import type { UpgradeOptions } from '@tandem/protocol/testing/raw-socket'
import type { Speaker } from '../speaker.ts'
import type { Word } from './words.ts'

/** Requests for a connection as no client of ours makes them. */
export type DoorAttack = {
  readonly stand: 'door'
  readonly name: string
  readonly request: (random: Prng) => UpgradeOptions
}

/** Words on a connection that is up. */
export type SpokenAttack = {
  /** How far its speaker has come before: connected; or in a document, as somebody who may read or write it. */
  readonly stand: 'connected' | 'viewer' | 'editor'
  readonly name: string
  /** Words on one connection. Few where the first ones end it: what comes behind is not looked at. */
  readonly burst: number
  /** Makes the next word. */
  readonly next: (speaker: Speaker, random: Prng) => Word | Promise<Word>
}

/** A kind of hostile input: a row of the table that a run prints. */
export type Attack = DoorAttack | SpokenAttack
