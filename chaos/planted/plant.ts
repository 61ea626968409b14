import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { changed, filesOf, planting } from '../../scripts/planting.mjs'
import { inRoot } from '../../scripts/root.mjs'
import { bundleServer } from '../../scripts/server-bundle.mjs'
import type { PlantedBug } from './planted-bug.ts'

const migrationsFolder = 'prisma/migrations/'

/** A server with the bug in it, and the migrations to run it on; `remove` takes away what was made for it. */
export type PlantedServer = { readonly program: string; readonly migrations: string; remove(): void }

/** Builds it. Throws when a text is not there any more, or is there twice. */
export async function plant(bug: PlantedBug): Promise<PlantedServer> {
  const program = await bundleServer({ name: `planted-${bug.name}`, plugin: planting(bug) })
  const migrations = mkdtempSync(join(tmpdir(), 'tandem-migrations-'))
  cpSync(inRoot(migrationsFolder), migrations, { recursive: true })
  for (const file of filesOf(bug).filter((name) => name.startsWith(migrationsFolder))) {
    writeFileSync(join(migrations, relative(migrationsFolder, file)), changed(bug, file))
  }
  return { program, migrations, remove: () => rmSync(migrations, { recursive: true, force: true }) }
}
