import { readdirSync, readFileSync } from 'node:fs'
import { inRoot } from '../../scripts/root.mjs'

const folder = 'prisma/migrations'

/** The migration that says what a function of the database does now. Throws when none does. */
export function newestDefinition(name: string): string {
  const migrations = readdirSync(inRoot(folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? `${folder}/${entry.name}/migration.sql` : []))
    .sort()
  const newest = migrations.findLast((file) => readFileSync(inRoot(file), 'utf8').includes(`FUNCTION ${name}(`))
  if (newest === undefined) throw new Error(`no migration defines ${name}`)
  return newest
}
