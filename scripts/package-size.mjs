import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { inRoot } from './root.mjs'

/**
 * What a package weighs in a browser: everything it exports and what it needs for that, bundled, minified, gzip; in bytes.
 * @param {string} folder
 * @returns {Promise<number>}
 */
export async function packageSize(folder) {
  const { outputFiles } = await build({
    entryPoints: [inRoot(folder, 'src/index.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0)
}
