import { Prng } from '@tandem/crdt/testing'
import type { TextEdit } from '../contenders/contender.ts'
import type { Typing } from '../edits.ts'
import { PlainText } from '../plain-text.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Makes edits of a text of the length that it has then. */
export type NextEdit = (length: number, random: Prng) => TextEdit

/** So many edits, one after another; the text that they begin with, if any, is the first one. */
export function typing(count: number, next: NextEdit, start = '', seed = count): Typing {
  const random = new Prng(seed)
  const text = new PlainText()
  const edits: TextEdit[] = []
  const push = (edit: TextEdit) => {
    text.splice(edit.at, edit.deleted, edit.insert)
    edits.push(edit)
  }
  if (start !== '') push({ at: 0, deleted: 0, insert: start })
  for (let index = 0; index < count; index++) push(next(text.length, random))
  // All letters are ASCII: both units count alike.
  return { edits: { 'code units': edits, 'code points': edits }, end: text.toString() }
}

/** Some letters. */
export function word(random: Prng, length: number): string {
  let made = ''
  while (made.length < length) made += letters[random.int(letters.length)]
  return made
}

export const append: NextEdit = (length, random) => ({ at: length, deleted: 0, insert: word(random, 1) })
export const prepend: NextEdit = (_, random) => ({ at: 0, deleted: 0, insert: word(random, 1) })
export const randomCharacter: NextEdit = (length, random) => ({
  at: random.int(length + 1),
  deleted: 0,
  insert: word(random, 1),
})
export const randomWord: NextEdit = (length, random) => ({
  at: random.int(length + 1),
  deleted: 0,
  insert: word(random, 2 + random.int(9)),
})

/** A word is inserted, or up to nine characters go. */
export const insertOrDelete: NextEdit = (length, random) => {
  if (length === 0 || random.int(2) === 0) return randomWord(length, random)
  const at = random.int(length)
  return { at, deleted: 1 + random.int(Math.min(9, length - at)), insert: '' }
}
