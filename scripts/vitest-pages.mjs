import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './root.mjs'

/**
 * The test files that have a page: their first line asks for jsdom.
 * @param {readonly string[]} folders of the root
 * @returns {string[]} patterns that match one file each
 */
export const testsWithPage = (folders) =>
  folders
    .flatMap((folder) => testsIn(join(root, folder)))
    .filter((file) => readFileSync(file, 'utf8').startsWith('// @vitest-environment jsdom'))
    .map((file) => relative(root, file).replace(/[()[\]{}!*?]/g, '\\$&'))

/**
 * @param {string} folder
 * @returns {string[]}
 */
function testsIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === '.next' ? [] : testsIn(path)
    return /\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}
