import { Prng } from '@tandem/crdt/testing'
import { word } from './edits.ts'

/** One insertion, in the order in which a reader hears of them. */
export type Arrival = {
  readonly replica: number
  /** How many insertions of replica 0 its author has heard before. */
  readonly hears: number
  readonly at: number
  readonly insert: string
}

/** Many replicas that insert at the same place of the same text, without hearing each other. */
export type Rivals = {
  readonly start: string
  readonly replicas: number
  readonly arrivals: readonly Arrival[]
}

/**
 * `words`: each inserts one word into an empty text. `prepend`: each inserts letters at one position again and again.
 * `type`: each types on; both arrive replica by replica. `rounds`: in each round, all insert a letter at one position, heard
 * what replica 0 did in the rounds before, and arrive together.
 */
export function rivals(how: 'words' | 'prepend' | 'type' | 'rounds', replicas: number, each: number): Rivals {
  const random = new Prng(replicas)
  const arrival = (replica: number, turn: number): Arrival => ({
    replica,
    hears: how === 'rounds' && replica > 0 ? turn : 0,
    at: how === 'words' ? 0 : how === 'type' ? 1 + turn : 1,
    insert: word(random, how === 'words' ? 6 : 1),
  })
  const arrivals: Arrival[] = []
  if (how === 'rounds') {
    for (let turn = 0; turn < each; turn++)
      for (let replica = 0; replica < replicas; replica++) arrivals.push(arrival(replica, turn))
  } else {
    for (let replica = 0; replica < replicas; replica++)
      for (let turn = 0; turn < each; turn++) arrivals.push(arrival(replica, turn))
  }
  return { start: how === 'words' ? '' : 'ab', replicas, arrivals }
}
