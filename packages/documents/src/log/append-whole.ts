import type { Database } from '@tandem/db'
import { errorCodes } from '@tandem/protocol'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import type { Statement } from '../statement.ts'
import { type AppendRow, append, appendCall } from './append.ts'
import type { ChangeEntry } from './change-entry.ts'

/**
 * As `appendChanges`, but all or nothing: the seq of the last entry when every one is in the log now (or was since
 * before), of which every collaboration server is told. Throws `DomainError` with the code of the first one refused, when none was appended; `busy`. Requires entries.
 */
export async function appendWhole(db: Database, documentId: string, entries: readonly ChangeEntry[]): Promise<number> {
  if (!isId(documentId)) throw new DomainError('not_found')
  try {
    const [outcome] = await append(db, [{ documentId, entries }], 'wait', statement)
    const last = outcome?.verdicts.at(-1)
    if (last === undefined) throw new DomainError('not_found')
    if (last.status === 'refused') throw new Error('require_appended undoes a statement that refuses')
    return last.seq
  } catch (error) {
    throw refusalIn(error) ?? error
  }
}

/** What `require_appended` says; null when it is something else. */
function refusalIn(error: unknown): DomainError | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'TD001') return null
  const code = errorCodes.find((known) => known === error.message)
  return code ? new DomainError(code) : null
}

const statement: Statement<AppendRow> = {
  name: 'append_whole',
  text: `SELECT a.*, require_appended(a.codes), tell_written(($1::text[])[1]) FROM ${appendCall} a`,
}
