import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Plugin } from 'esbuild'
import { inRoot } from '../../scripts/root.mjs'
import { bundleServer } from '../../scripts/server-bundle.mjs'
import type { Planted, PlantedBug } from './planted-bug.ts'

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

/** A file as it is with the bug in it. Throws when a text is not there exactly once. */
export function changed({ name, edits }: PlantedBug, file: string): string {
  let content = readFileSync(inRoot(file), 'utf8')
  for (const edit of edits) if (edit.file === file) content = change(name, content, edit)
  return content
}

/** The files that a bug changes. */
export const filesOf = ({ edits }: PlantedBug): string[] => [...new Set(edits.map(({ file }) => file))]

function change(bug: string, content: string, { file, text, becomes }: Planted): string {
  const found = content.split(text).length - 1
  if (found !== 1) throw new Error(`${bug}: its text is ${found} times in ${file}, not once: ${text}`)
  // As a function: `$` in what it becomes means nothing.
  return content.replace(text, () => becomes)
}

function planting(bug: PlantedBug): Plugin {
  const files = new Map(filesOf(bug).map((file) => [inRoot(file), file]))
  return {
    name: bug.name,
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = files.get(path)
        return file === undefined ? undefined : { contents: changed(bug, file), loader: 'ts' }
      })
    },
  }
}
