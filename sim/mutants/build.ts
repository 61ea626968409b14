import { rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { planting } from '../../scripts/planting.mjs'
import { inRoot } from '../../scripts/root.mjs'
import type { Mutant } from './mutant.ts'

/** A simulation with a bug in it: a program. */
export type Built = { readonly program: string; remove(): void }

/** Builds the program that looks for the bug, with the bug in it. Throws when its text is not there any more. */
export async function buildWith(mutant: Mutant): Promise<Built> {
  const outdir = inRoot('sim/node_modules/.cache/mutants', `${mutant.name}-${process.pid}`)
  await build({
    entryPoints: [inRoot('sim/mutants/look.ts')],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    plugins: [planting(mutant), leaveOutside],
  })
  return { program: `${outdir}/look.mjs`, remove: () => rmSync(outdir, { recursive: true, force: true }) }
}

/** What is not ours is imported from where it lies: the bundle lies elsewhere, and would not find it by its name. */
const leaveOutside: Plugin = {
  name: 'leave outside',
  setup(setUp) {
    setUp.onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === leaveOutside || path.startsWith('node:') || path.startsWith('@tandem/')) return undefined
      const { importer, kind, resolveDir } = from
      const found = await setUp.resolve(path, { importer, kind, resolveDir, pluginData: leaveOutside })
      if (found.errors.length > 0 || found.external) return undefined
      return { path: pathToFileURL(found.path).href, external: true }
    })
  },
}
