import type { Replica, TextEdit } from '../contenders/contender.ts'
import type { Measured } from '../job.ts'
import type { Meeting } from '../synthetic/loads.ts'
import { type Context, timed, verify } from './context.ts'

/** Two replicas edit without hearing each other, then exchange all changes one by one. */
export function exchange({ contender }: Context, { start, sides }: Meeting): Measured {
  const [editsOfA, editsOfB] = sides.map((edits) => edits.map((edit) => contender.prepare(edit)))
  const a = contender.create(1, true)
  const b = contender.create(2, true)
  a.edit(contender.prepare({ at: 0, deleted: 0, insert: start }))
  b.apply(a.takeChange())
  const make = (replica: Replica<unknown>, edits: readonly unknown[]) =>
    edits.map((edit) => {
      replica.edit(edit)
      return replica.takeChange()
    })
  const ms = timed(() => {
    const fromA = make(a, editsOfA ?? [])
    const fromB = make(b, editsOfB ?? [])
    for (const change of fromB) a.apply(change)
    for (const change of fromA) b.apply(change)
  })
  // Where rivals stand is the contender's own choice; that both agree is not.
  verify(b.text(), a.text())
  const typed = (edits: readonly TextEdit[]) => edits.every(({ deleted }) => deleted === 0)
  if (sides.every(typed)) {
    const length = sides.flat().reduce((sum, { insert }) => sum + insert.length, start.length)
    if (a.text().length !== length) throw new Error(`${a.text().length} code units instead of ${length}`)
  }
  return { ms }
}

/** Two replicas type a character each in turn, at the end, and hear each other. */
export function alternate({ contender }: Context, size: number): Measured {
  const edits = Array.from({ length: size }, (_, index) =>
    contender.prepare({ at: index, deleted: 0, insert: String.fromCharCode(97 + (index % 26)) }),
  )
  const a = contender.create(1, true)
  const b = contender.create(2, true)
  const ms = timed(() => {
    for (const [index, edit] of edits.entries()) {
      const [writer, reader] = index % 2 === 0 ? [a, b] : [b, a]
      writer.edit(edit)
      reader.apply(writer.takeChange())
    }
  })
  const expected = 'abcdefghijklmnopqrstuvwxyz'.repeat(size / 26 + 1).slice(0, size)
  verify(a.text(), expected)
  verify(b.text(), expected)
  return { ms }
}
