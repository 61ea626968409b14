import { build } from 'esbuild'
import { inRoot } from '../../scripts/root.mjs'

/** The script of a page beside this file, with all that it needs, as small as it is for people. */
export async function bundlePage(name: string): Promise<string> {
  const entryPoints = [inRoot('e2e/bench', name)]
  const { outputFiles } = await build({ entryPoints, bundle: true, format: 'esm', minify: true, write: false })
  return outputFiles[0]?.text ?? ''
}
