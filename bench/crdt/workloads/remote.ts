import { readParts } from '../files.ts'
import type { Measured } from '../job.ts'
import { type Context, expectedText, files, readerNumber, timed, verify } from './context.ts'
import { repeat } from './repeat.ts'

/** All changes, decoded and applied one by one. */
export function remote(context: Context): Measured {
  const changes = readParts(files(context).changes)
  const expected = expectedText(context)
  return repeat(() => {
    const replica = context.contender.create(readerNumber, 'none')
    const ms = timed(() => {
      for (const change of changes) replica.apply(change)
    })
    verify(replica.text(), expected)
    return ms
  })
}

/** All changes at once. */
export function merged(context: Context): Measured {
  const changes = context.contender.merge(readParts(files(context).changes))
  const expected = expectedText(context)
  return repeat(() => {
    const replica = context.contender.create(readerNumber, 'none')
    const ms = timed(() => replica.applyAll(changes))
    verify(replica.text(), expected)
    return ms
  })
}
