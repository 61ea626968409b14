import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What the processes of a run execute. */
export type Bundle = { readonly child: string; readonly remove: () => void }

/**
 * Builds what the processes of this run execute, for this run alone: Tandem's code as a bundler makes it for an app, the peers as their
 * packages have it. It starts in a tenth of the time that compiling in each process takes, nothing wraps functions to
 * keep their names, and all processes of a run have the same Tandem, whatever happens to its source meanwhile.
 */
export async function bundleChild(): Promise<Bundle> {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(readFileSync(here('../package.json'), 'utf8'))
  const outside = Object.keys(manifest.dependencies).filter((name) => !name.startsWith('@tandem/'))
  // Below bench/, where the peers' packages are found.
  const cache = here('../node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const outdir = mkdtempSync(`${cache}/bench-crdt-`)
  const remove = () => rmSync(outdir, { recursive: true })
  try {
    await build({
      entryPoints: [here('child.ts')],
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: outside.flatMap((name) => [name, `${name}/*`]),
      outExtension: { '.js': '.mjs' },
      logLevel: 'error',
    })
  } catch (error) {
    remove()
    throw error
  }
  return { child: `${outdir}/child.mjs`, remove }
}
