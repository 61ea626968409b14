import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A module of ours has no `require` by itself. */
const requireBanner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Programs that were built for one run: `folder` has a file `<name>.mjs` for each entry. */
export type Bundle = { readonly folder: string; readonly remove: () => void }

/**
 * Builds what the processes of this run execute, for this run alone: Tandem's code as a bundler makes it for an app, the peers as their
 * packages have it. It starts in a tenth of the time that compiling in each process takes, nothing wraps functions to
 * keep their names, and all processes of a run have the same Tandem, whatever happens to its source meanwhile.
 * `entries`: by name, files below this folder.
 */
export async function bundle(entries: Readonly<Record<string, string>>): Promise<Bundle> {
  type Names = Record<string, string>
  const manifest: { dependencies: Names; devDependencies: Names } = JSON.parse(
    readFileSync(here('package.json'), 'utf8'),
  )
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  const outside = declared.filter((name) => !name.startsWith('@tandem/'))
  // Below bench/, where the peers' packages are found.
  const cache = here('node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(`${cache}/bench-`)
  const remove = () => rmSync(folder, { recursive: true })
  try {
    await build({
      entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, here(path)])),
      outdir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: outside.flatMap((name) => [name, `${name}/*`]),
      outExtension: { '.js': '.mjs' },
      // As the server's own bundle: CommonJS that our packages bring along asks for Node's modules.
      banner: { js: requireBanner },
      logLevel: 'error',
    })
  } catch (error) {
    remove()
    throw error
  }
  return { folder, remove }
}
