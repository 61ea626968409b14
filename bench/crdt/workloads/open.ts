import { median } from '../../statistics.ts'
import type { Replica } from '../contenders/contender.ts'
import type { Measured } from '../job.ts'
import { type Context, expectedText, readerNumber, readSnapshot, verify } from './context.ts'

/** How often, and how long at most, a snapshot is opened again in a process that has opened it before. */
const again = { times: 100, ms: 2_000 }

/** From a snapshot to its text: the first time in a process, and the median of many times after that. */
export function openText(context: Context): Measured {
  return coldAndWarm(context, expectedText(context), (replica) => replica.text())
}

/** From a snapshot until a first character is inserted in its middle: the first time, and the median of many. */
export function openEdit(context: Context): Measured {
  const { edit, edited } = firstEdit(context, expectedText(context))
  return coldAndWarm(context, edited, (replica) => replica.edit(edit))
}

/** A character in the middle of a text, and what that gives. */
export function firstEdit({ contender }: Context, text: string): { readonly edit: unknown; readonly edited: string } {
  const points = [...text]
  const middle = points.length >> 1
  const before = points.slice(0, middle).join('')
  const at = contender.unit === 'code points' ? middle : before.length
  return { edit: contender.prepare({ at, deleted: 0, insert: 'x' }), edited: `${before}x${text.slice(before.length)}` }
}

function coldAndWarm(context: Context, expected: string, use: (replica: Replica<unknown>) => void): Measured {
  const snapshot = readSnapshot(context)
  const once = () => {
    const startedAt = performance.now()
    const replica = context.contender.open(snapshot, readerNumber)
    use(replica)
    const ms = performance.now() - startedAt
    verify(replica.text(), expected)
    return ms
  }
  const cold = once()
  const warm: number[] = []
  for (let sum = 0; warm.length < 5 || (warm.length < again.times && sum < again.ms); ) {
    const ms = once()
    warm.push(ms)
    sum += ms
  }
  return { cold, warm: median(warm) }
}
