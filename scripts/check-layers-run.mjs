// Reads the checkout and prints what breaks the layers. Exit code 1 when anything does.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkLayers } from './check-layers.mjs'
import { made, workspaceFolders } from './inputs.mjs'
import { inRoot } from './root.mjs'

const folders = workspaceFolders()
const manifests = new Map(['.', ...folders].map((folder) => [folder, readManifest(folder)]))
const paths = [...folders, 'scripts'].flatMap(sourceFilesIn)
const files = new Map(paths.map((path) => [path, readFileSync(inRoot(path), 'utf8')]))

const problems = checkLayers({ manifests, files })
for (const problem of problems) console.log(problem)
console.log(`Layers: ${files.size} files, ${problems.length || 'no'} problem${problems.length === 1 ? '' : 's'}`)
process.exitCode = problems.length > 0 ? 1 : 0

/**
 * @param {string} folder
 * @returns {import('./check-layers.mjs').Manifest}
 */
function readManifest(folder) {
  return JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'))
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourceFilesIn(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (made.has(entry.name)) return []
    if (entry.isDirectory()) return sourceFilesIn(path)
    return /\.(ts|tsx|mts|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}
