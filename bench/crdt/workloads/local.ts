import type { Typing } from '../edits.ts'
import type { Measured } from '../job.ts'
import { type Context, timed, verify } from './context.ts'
import { repeat } from './repeat.ts'

/** One replica, one edit at a time, nothing encoded. */
export function local({ contender }: Context, typing: Typing): Measured {
  const edits = typing.edits[contender.unit].map((edit) => contender.prepare(edit))
  return repeat(() => {
    const replica = contender.create(1, 'none')
    const ms = timed(() => {
      for (const edit of edits) replica.edit(edit)
    })
    verify(replica.text(), typing.end)
    return ms
  })
}

/** For each edit: made at one replica, encoded, decoded and applied at another. */
export function pair({ contender }: Context, typing: Typing): Measured {
  const edits = typing.edits[contender.unit].map((edit) => contender.prepare(edit))
  return repeat(() => {
    const writer = contender.create(1, 'each')
    const reader = contender.create(2, 'none')
    const ms = timed(() => {
      for (const edit of edits) {
        writer.edit(edit)
        reader.apply(writer.takeChange())
      }
    })
    verify(writer.text(), typing.end)
    verify(reader.text(), typing.end)
    return ms
  })
}
