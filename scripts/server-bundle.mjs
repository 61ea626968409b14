import { rmSync } from 'node:fs'
import { build } from 'esbuild'
import { buildOptions } from '../apps/server/build-options.mjs'
import { inRoot } from './root.mjs'

/**
 * Builds the collaboration server as `npm start` runs it, except for what `plugin` changes on the way, apart from the build
 * that `npm start` uses.
 * @param {{ name: string, plugin: import('esbuild').Plugin }} options name: of the folder it is put into
 * @returns {Promise<string>} its program
 */
export async function bundleServer({ name, plugin }) {
  // Below the server's packages, so that what stays outside the bundle is found.
  const outdir = inRoot('apps/server/node_modules/.cache/tandem', name)
  rmSync(outdir, { recursive: true, force: true })
  await build({ ...buildOptions, absWorkingDir: inRoot('apps/server'), outdir, plugins: [plugin] })
  return `${outdir}/main.js`
}
