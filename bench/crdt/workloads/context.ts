import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Contender, Unsupported } from '../contenders/contender.ts'

/** What a workload works with. */
export type Context = { readonly contender: Contender; readonly folder: string }

/** The files that `make` leaves. */
export const files = ({ folder }: Context) => ({
  changes: join(folder, 'changes'),
  snapshot: join(folder, 'snapshot'),
  text: join(folder, 'text'),
})

/** The replica number of one who only reads what others made. */
export const readerNumber = 1_000_000

/** The text that `make` found to be right. */
export function expectedText(context: Context): string {
  return readFileSync(files(context).text, 'utf8')
}

/** The snapshot that `make` left. */
export function readSnapshot(context: Context): Uint8Array {
  const path = files(context).snapshot
  if (!existsSync(path)) throw new Unsupported('it has no snapshot')
  return new Uint8Array(readFileSync(path))
}

/** A text isn't what it has to be: nothing that was measured counts. */
export function verify(text: string, expected: string): void {
  if (text === expected) return
  let at = 0
  while (text[at] === expected[at]) at++
  const near = (value: string) => JSON.stringify(value.slice(Math.max(0, at - 10), at + 10))
  throw new Error(
    `the text is wrong: ${text.length} code units instead of ${expected.length}; at ${at}, ${near(text)} instead of ${near(expected)}`,
  )
}

/** Milliseconds that the work takes. */
export function timed(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
