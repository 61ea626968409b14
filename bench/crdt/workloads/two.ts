import type { TextEdit } from '../contenders/contender.ts'
import type { Measured } from '../job.ts'
import type { Meeting } from '../synthetic/loads.ts'
import { type Context, timed, verify } from './context.ts'
import { repeat } from './repeat.ts'

/** Two replicas edit without hearing each other, then each takes all that the other did. */
export function exchange({ contender }: Context, { start, sides }: Meeting): Measured {
  const [editsOfA, editsOfB] = sides.map((edits) => edits.map((edit) => contender.prepare(edit)))
  return repeat(() => {
    const a = contender.create(1, 'all')
    const b = contender.create(2, 'all')
    a.edit(contender.prepare({ at: 0, deleted: 0, insert: start }))
    b.applyAll(a.takeAll())
    a.mark()
    b.mark()
    const ms = timed(() => {
      for (const edit of editsOfA ?? []) a.edit(edit)
      for (const edit of editsOfB ?? []) b.edit(edit)
      const fromA = a.takeAll()
      a.applyAll(b.takeAll())
      b.applyAll(fromA)
    })
    // Where rivals stand is the contender's own choice; that both agree is not.
    verify(b.text(), a.text())
    const typed = (edits: readonly TextEdit[]) => edits.every(({ deleted }) => deleted === 0)
    if (sides.every(typed)) {
      const length = sides.flat().reduce((sum, { insert }) => sum + insert.length, start.length)
      if (a.text().length !== length) throw new Error(`${a.text().length} code units instead of ${length}`)
    }
    return ms
  })
}

/** Two replicas type a character each in turn, at the end, and hear each other. */
export function alternate({ contender }: Context, size: number): Measured {
  const edits = Array.from({ length: size }, (_, index) =>
    contender.prepare({ at: index, deleted: 0, insert: String.fromCharCode(97 + (index % 26)) }),
  )
  const expected = 'abcdefghijklmnopqrstuvwxyz'.repeat(size / 26 + 1).slice(0, size)
  return repeat(() => {
    const a = contender.create(1, 'each')
    const b = contender.create(2, 'each')
    const ms = timed(() => {
      for (const [index, edit] of edits.entries()) {
        const [writer, reader] = index % 2 === 0 ? [a, b] : [b, a]
        writer.edit(edit)
        reader.apply(writer.takeChange())
      }
    })
    verify(a.text(), expected)
    verify(b.text(), expected)
    return ms
  })
}
