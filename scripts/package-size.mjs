import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { inRoot } from './root.mjs'

/**
 * What each entry point of a package weighs in a browser: everything that it exports and what it needs for that, bundled,
 * minified, gzip; in bytes. `added` is what it weighs for somebody who has the main one already. Without what is for tests.
 * @param {string} folder
 * @returns {Promise<{ name: string, bytes: number, added: number }[]>}
 */
export async function packageSizes(folder) {
  /** @type {{ exports: Record<string, string> }} */
  const { exports } = JSON.parse(await readFile(inRoot(folder, 'package.json'), 'utf8'))
  const { '.': main = '', './testing': _, ...others } = exports
  const size = (/** @type {string[]} */ ...files) => bundleSize(files.map((file) => inRoot(folder, file)))
  const bytes = await size(main)
  const parts = Object.entries(others).map(async ([name, file]) => ({
    name,
    bytes: await size(file),
    added: (await size(main, file)) - bytes,
  }))
  return [{ name: '.', bytes, added: bytes }, ...(await Promise.all(parts))]
}

/**
 * @param {string[]} files
 * @returns {Promise<number>}
 */
async function bundleSize(files) {
  const { outputFiles } = await build({
    stdin: { contents: files.map((file) => `export * from ${JSON.stringify(file)}`).join('\n'), resolveDir: inRoot() },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0)
}
