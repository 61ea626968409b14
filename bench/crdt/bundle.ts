import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Builds what the processes run, and returns its path: Tandem's code as a bundler makes it for an app, the peers as their
 * packages have it. It starts in a tenth of the time that compiling in each process takes, nothing wraps functions to
 * keep their names, and all processes of a run have the same Tandem, whatever happens to its source meanwhile.
 */
export async function bundleChild(): Promise<string> {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(readFileSync(here('../package.json'), 'utf8'))
  const outside = Object.keys(manifest.dependencies).filter((name) => !name.startsWith('@tandem/'))
  // Below bench/, where the peers' packages are found.
  const outdir = here('../node_modules/.cache/bench-crdt')
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
  return `${outdir}/child.mjs`
}
