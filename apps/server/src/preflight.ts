import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '@tandem/db'
import type { Logger } from './observability/logger.ts'

/** A configuration under which the promises of this server do not hold. It does not start. */
export class UnsafeConfiguration extends Error {
  override readonly name = 'UnsafeConfiguration'
  /** What is wrong, one clear line each. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The server does not start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** What the database says of itself, as far as promises depend on it. */
export type DatabaseFacts = {
  /** Postgres' settings by name. */
  readonly settings: Readonly<Record<string, string>>
  /** `table(column, column)` of each valid unique index, the columns in alphabetical order. */
  readonly uniqueIndexes: readonly string[]
  /** What our role may do to rows of the log. */
  readonly logPrivileges: readonly string[]
  /** Enabled triggers of the log. */
  readonly logTriggers: readonly string[]
}

/** Without these a commit can be lost with the power, or a page be torn. */
const durableSettings: readonly [name: string, loss: string][] = [
  ['fsync', 'what was called saved can be lost with the power'],
  ['full_page_writes', 'a page that is half written when the power fails can not be mended'],
  ['synchronous_commit', 'a commit is reported before it is on the disk'],
]

/** What keeps two changes from having one place, one name, or one author too many. */
const neededIndexes = [
  'document(id)',
  'operation(document_id, seq)',
  'operation(document_id, replica_id, rseq)',
  'permission(document_id, user_id)',
  'replica(document_id, id)',
  'snapshot(document_id, seq)',
]

const neededTriggers = ['operation_append_only', 'operation_no_truncate']

/** What is wrong with a database, one clear line each; empty when nothing is. */
export function problemsOf(facts: DatabaseFacts): string[] {
  const problems: string[] = []
  for (const [name, loss] of durableSettings) {
    if (facts.settings[name] === 'off') problems.push(`Postgres runs with ${name} = off: ${loss}. Switch it on.`)
  }
  const indexes = new Set(facts.uniqueIndexes)
  for (const index of neededIndexes) {
    if (!indexes.has(columnsInOrder(index)))
      problems.push(`The unique index ${index} is missing. Apply the migrations.`)
  }
  const triggers = new Set(facts.logTriggers)
  for (const trigger of neededTriggers) {
    if (!triggers.has(trigger)) problems.push(`The trigger ${trigger} is missing or disabled. Apply the migrations.`)
  }
  if (facts.logPrivileges.length > 0) {
    const may = facts.logPrivileges.join(' and ')
    problems.push(`The application's role may ${may} rows of the log. Apply the migrations, and grant it nothing more.`)
  }
  return problems
}

/**
 * Waits until the database answers, and returns when nothing is wrong with it. Throws UnsafeConfiguration otherwise.
 */
export async function requireSafeDatabase(db: Database, logger: Logger): Promise<void> {
  for (let waiting = false; ; waiting = true) {
    let facts: DatabaseFacts
    try {
      facts = await factsOf(db)
    } catch (error) {
      if (isWrong(error)) throw new UnsafeConfiguration([`The database can't be used: ${error.message}.`])
      if (!waiting) logger.warn({ err: error }, 'the database does not answer: waiting for it')
      await delay(retryMs)
      continue
    }
    const problems = problemsOf(facts)
    if (problems.length > 0) throw new UnsafeConfiguration(problems)
    return
  }
}

const retryMs = 500

/** Classes of errors that waiting does not cure: it let us in and has no tables of ours, or it does not let us in. */
const incurable = ['28', '3D', '42', '22']

function isWrong(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false
  return incurable.includes(error.code.slice(0, 2))
}

async function factsOf(db: Database): Promise<DatabaseFacts> {
  const settings = await db.pool.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY ($1)',
    [durableSettings.map(([name]) => name)],
  )
  const indexes = await db.pool.query<{ index: string }>(
    `SELECT format('%s(%s)', c.relname, string_agg(a.attname, ', ' ORDER BY a.attname)) AS index
     FROM pg_index i
     JOIN pg_class c ON c.oid = i.indrelid
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
     WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
       AND c.relnamespace = current_schema()::regnamespace
     GROUP BY i.indexrelid, c.relname`,
  )
  const privileges = await db.pool.query<{ privilege: string }>(
    `SELECT privilege FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS privilege
     WHERE has_table_privilege(current_user, 'operation', privilege)`,
  )
  const triggers = await db.pool.query<{ name: string }>(
    `SELECT tgname AS name FROM pg_trigger WHERE tgrelid = 'operation'::regclass AND tgenabled IN ('O', 'A')`,
  )
  return {
    settings: Object.fromEntries(settings.rows.map(({ name, setting }) => [name, setting])),
    uniqueIndexes: indexes.rows.map(({ index }) => index),
    logPrivileges: privileges.rows.map(({ privilege }) => privilege),
    logTriggers: triggers.rows.map(({ name }) => name),
  }
}

/** `table(b, a)` as `table(a, b)`: in which order the columns are does not matter here. */
function columnsInOrder(index: string): string {
  const [table, columns] = index.slice(0, -1).split('(')
  return `${table}(${(columns ?? '').split(', ').sort().join(', ')})`
}
