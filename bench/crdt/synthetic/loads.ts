import { Prng } from '@tandem/crdt/testing'
import type { TextEdit } from '../contenders/contender.ts'
import type { Typing } from '../edits.ts'
import { append, insertOrDelete, type NextEdit, prepend, randomCharacter, randomWord, typing, word } from './edits.ts'
import { type Rivals, rivals } from './rivals.ts'

/** What two replicas do without hearing each other, beginning with the same text. */
export type Meeting = { readonly start: string; readonly sides: readonly [readonly TextEdit[], readonly TextEdit[]] }

/** A load of any size, made from the size alone. */
export type Load =
  /** One person types; `pair`: and another replica hears each edit. */
  | { readonly kind: 'typing'; readonly workload: 'local' | 'pair'; readonly make: (size: number) => Typing }
  | { readonly kind: 'meeting'; readonly make: (size: number) => Meeting }
  | { readonly kind: 'rivals'; readonly make: (size: number) => Rivals }
  /** Two replicas type a character each in turn, at the end, and hear each other. */
  | { readonly kind: 'alternate' }

/** Letters that are no random ones: quick to make. */
const filler = (length: number) =>
  'The quick brown fox jumps over the lazy dog.\n'.repeat(length / 45 + 1).slice(0, length)

const pairOf = (next: NextEdit): Load => ({ kind: 'typing', workload: 'pair', make: (size) => typing(size, next) })

const fixed = (edits: readonly TextEdit[], end: string): Typing => ({
  edits: { 'code units': edits, 'code points': edits },
  end,
})

/** Both sides make `size` edits in a text of a hundred letters. */
const meetingOf = (next: NextEdit): Load => ({
  kind: 'meeting',
  make: (size) => {
    const start = word(new Prng(1), 100)
    const side = (seed: number) => typing(size, next, start, seed).edits['code units'].slice(1)
    return { start, sides: [side(2), side(3)] }
  },
})

const insertAll = (size: number): TextEdit => ({ at: 0, deleted: 0, insert: word(new Prng(size), size) })

/** The loads of dmonad/crdt-benchmarks, and worse ones. */
export const loads = {
  'B1.1': pairOf(append),
  'B1.2': {
    kind: 'typing',
    workload: 'pair',
    make: (size) => fixed([insertAll(size)], insertAll(size).insert),
  },
  'B1.3': pairOf(prepend),
  'B1.4': pairOf(randomCharacter),
  'B1.5': pairOf(randomWord),
  'B1.6': {
    kind: 'typing',
    workload: 'pair',
    make: (size) => fixed([insertAll(size), { at: 0, deleted: size, insert: '' }], ''),
  },
  'B1.7': pairOf(insertOrDelete),
  'B2.1': {
    kind: 'meeting',
    make: (size) => ({ start: word(new Prng(1), 100), sides: [[insertAll(size)], [insertAll(size)]] }),
  },
  'B2.2': meetingOf(randomCharacter),
  'B2.3': meetingOf(randomWord),
  'B2.4': meetingOf(insertOrDelete),
  'B3.5': { kind: 'rivals', make: (size) => rivals('words', size, 1) },
  'worst-prepend': { kind: 'rivals', make: (size) => rivals('prepend', size / 100, 100) },
  'worst-type': { kind: 'rivals', make: (size) => rivals('type', size / 100, 100) },
  'worst-rounds': { kind: 'rivals', make: (size) => rivals('rounds', size / 100, 100) },
  'worst-alternate': { kind: 'alternate' },
  'worst-undo': {
    kind: 'typing',
    workload: 'local',
    make: (size) => {
      const text = filler(10_000)
      const again = Array.from({ length: size }, () => [
        { at: 0, deleted: text.length, insert: '' },
        { at: 0, deleted: 0, insert: text },
      ])
      return fixed([{ at: 0, deleted: 0, insert: text }, ...again.flat()], text)
    },
  },
  'worst-paste': {
    kind: 'typing',
    workload: 'pair',
    make: (size) => {
      const text = filler(size)
      const middle = size / 2
      return fixed(
        [
          { at: 0, deleted: 0, insert: text },
          { at: middle, deleted: 0, insert: 'x' },
        ],
        `${text.slice(0, middle)}x${text.slice(middle)}`,
      )
    },
  },
  'worst-random': { kind: 'typing', workload: 'local', make: (size) => typing(size, insertOrDelete) },
} as const satisfies Record<string, Load>

export type LoadName = keyof typeof loads

/** A load by its name. */
export function loadOf(name: LoadName): Load {
  return loads[name]
}
